package dev.asynclab.storm.cure;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

/**
 * In the service: a call that can no longer end in time is refused when its turn comes.
 * Its client says in a header how long it will wait, counted from when the service gets
 * the request, so that no clocks have to agree.
 * <p>
 * It has to look ahead. If only what is already late were refused, each call would begin
 * just in time, and end too late. So it knows how long work takes: the mean, and four
 * times the deviation, as TCP does for its time-outs. A refusal lowers that a little, so
 * that work is tried again after a slow time.
 */
public final class Deadline {

	/** How many milliseconds the client will wait. */
	public static final String HEADER = "X-Time-Left-Ms";

	private double meanNanos;

	private double deviationNanos;

	/**
	 * Creates the rule.
	 * @param expected how long work takes, until it has seen some
	 */
	public Deadline(Duration expected) {
		this.meanNanos = expected.toNanos();
	}

	/**
	 * Looks at the deadline of a call when its turn comes.
	 * @param <T> the type of its value
	 * @param left how long its client will wait from now on
	 * @param work the work
	 * @return the work, which throws a {@link RejectedExecutionException} instead if it
	 * begins too late
	 */
	public <T> Callable<T> guard(Duration left, Callable<T> work) {
		long deadline = System.nanoTime() + left.toNanos();
		return () -> {
			long begin = System.nanoTime();
			if (!canEnd(deadline - begin)) {
				throw new RejectedExecutionException("It can no longer end in time");
			}
			T value = work.call();
			took(System.nanoTime() - begin);
			return value;
		};
	}

	private synchronized boolean canEnd(long left) {
		boolean inTime = this.meanNanos + 4 * this.deviationNanos <= left;
		if (!inTime) {
			this.meanNanos -= this.meanNanos / 256;
			this.deviationNanos -= this.deviationNanos / 256;
		}
		return inTime;
	}

	private synchronized void took(long nanos) {
		double error = nanos - this.meanNanos;
		this.meanNanos += error / 8;
		this.deviationNanos += (Math.abs(error) - this.deviationNanos) / 4;
	}

}
