package dev.asynclab.storm.cure;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

/**
 * In the service: a call that can no longer end in time is refused when its turn comes.
 * Its client says in a header how long it will wait, counted from when it sends the
 * request, so that no clocks have to agree.
 * <p>
 * It has to look ahead. If only what is already late were refused, each call would begin
 * just in time, and end too late.
 */
public final class Deadline {

	/** How many milliseconds the client will wait. */
	public static final String HEADER = "X-Time-Left-Ms";

	private final Duration expected;

	/**
	 * Creates the rule.
	 * @param expected how long the work takes when all is well, such as its 90th
	 * percentile; with the median, half of the calls that begin last end too late
	 */
	public Deadline(Duration expected) {
		this.expected = expected;
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
		long latest = System.nanoTime() + left.minus(this.expected).toNanos();
		return () -> {
			if (System.nanoTime() - latest > 0) {
				throw new RejectedExecutionException("It can no longer end in time");
			}
			return work.call();
		};
	}

}
