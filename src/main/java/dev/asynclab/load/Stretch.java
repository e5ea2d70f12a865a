package dev.asynclab.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * A phase of traffic: a stretch of time, and what became of its requests. Answers may
 * still come when it has ended.
 */
public final class Stretch {

	private final Tally tally = new Tally();

	private final AtomicInteger unanswered = new AtomicInteger();

	private final AtomicLong lastAnswerNanos = new AtomicLong(Long.MIN_VALUE);

	private final long beginNanos;

	private volatile long endNanos;

	private volatile long completedByEnd;

	Stretch(long beginNanos) {
		this.beginNanos = beginNanos;
	}

	void sent() {
		this.unanswered.incrementAndGet();
	}

	void answered(long nowNanos) {
		this.lastAnswerNanos.accumulateAndGet(nowNanos, Math::max);
		this.unanswered.decrementAndGet();
	}

	void end(long nowNanos) {
		this.endNanos = nowNanos;
		this.completedByEnd = this.tally.completed();
	}

	/**
	 * Returns the figures of the requests that were answered during this stretch,
	 * whenever they were sent. Those of the last stretch are counted until all have been
	 * answered.
	 * @return the figures
	 */
	public Tally tally() {
		return this.tally;
	}

	/**
	 * Returns how many requests of this stretch have no answer yet.
	 * @return their number
	 */
	public int unanswered() {
		return this.unanswered.get();
	}

	/**
	 * Returns when the last answer to a request of this stretch came.
	 * @return the time as {@link System#nanoTime()} has it; null if none has come
	 */
	public @Nullable Long lastAnswerNanos() {
		long nanos = this.lastAnswerNanos.get();
		return (nanos != Long.MIN_VALUE) ? nanos : null;
	}

	/**
	 * Returns when the stretch began.
	 * @return the time as {@link System#nanoTime()} has it
	 */
	public long beginNanos() {
		return this.beginNanos;
	}

	/**
	 * Returns when the stretch ended.
	 * @return the time as {@link System#nanoTime()} has it
	 */
	public long endNanos() {
		return this.endNanos;
	}

	/**
	 * Returns how long it took.
	 * @return seconds
	 */
	public double seconds() {
		return Math.max(1, this.endNanos - this.beginNanos) / 1e9;
	}

	/**
	 * Returns how many requests a second were sent.
	 * @return requests a second
	 */
	public double offered() {
		return this.tally.sent() / seconds();
	}

	/**
	 * Returns how many requests a second succeeded by the end of the stretch.
	 * @return requests a second
	 */
	public double completed() {
		return this.completedByEnd / seconds();
	}

}
