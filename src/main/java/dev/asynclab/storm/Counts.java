package dev.asynclab.storm;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Counts what clients and the service do. Any thread may use it.
 */
final class Counts {

	private final LongAdder attempts = new LongAdder();

	private final LongAdder answered = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private final LongAdder timeouts = new LongAdder();

	private final LongAdder notPermitted = new LongAdder();

	private final LongAdder served = new LongAdder();

	private final LongAdder wasted = new LongAdder();

	private final AtomicLong number = new AtomicLong();

	/** The attempts whose clients wait. */
	private final Set<Long> waiting = ConcurrentHashMap.newKeySet();

	/** In microseconds, up to a minute, with three digits. */
	private final Histogram serviceTimes = new SynchronizedHistogram(TimeUnit.MINUTES.toMicros(1), 3);

	/**
	 * Counts an attempt that is being sent.
	 * @return its number
	 */
	long attempt() {
		this.attempts.increment();
		long number = this.number.incrementAndGet();
		this.waiting.add(number);
		return number;
	}

	void left(long attempt) {
		this.waiting.remove(attempt);
	}

	void answered() {
		this.answered.increment();
	}

	void refused() {
		this.refused.increment();
	}

	void timedOut() {
		this.timeouts.increment();
	}

	void notPermitted() {
		this.notPermitted.increment();
	}

	/**
	 * Counts work that the service has done.
	 * @param attempt for whom
	 * @param nanos how long it took
	 * @param succeeded whether it has come to its end
	 */
	void served(long attempt, long nanos, boolean succeeded) {
		this.served.increment();
		if (!succeeded || !this.waiting.contains(attempt)) {
			this.wasted.increment();
		}
		if (succeeded) {
			this.serviceTimes.recordValue(Math.clamp(nanos / 1000, 1, this.serviceTimes.getHighestTrackableValue()));
		}
	}

	int waiting() {
		return this.waiting.size();
	}

	void forgetServiceTimes() {
		this.serviceTimes.reset();
	}

	/**
	 * Returns a percentile of how long work took.
	 * @param percentile from 0 to 100
	 * @return milliseconds; 0 if there was none
	 */
	double serviceMs(double percentile) {
		return (this.serviceTimes.getTotalCount() > 0) ? this.serviceTimes.getValueAtPercentile(percentile) / 1000.0
				: 0;
	}

	Snapshot now() {
		return new Snapshot(System.nanoTime(), this.attempts.sum(), this.answered.sum(), this.refused.sum(),
				this.timeouts.sum(), this.notPermitted.sum(), this.served.sum(), this.wasted.sum());
	}

	/**
	 * The numbers at a time.
	 *
	 * @param nanos the time as {@link System#nanoTime()} has it
	 * @param attempts attempts that were sent
	 * @param answered calls that were answered in time
	 * @param refused attempts that were refused
	 * @param timeouts attempts whose client left
	 * @param notPermitted attempts that a breaker did not send
	 * @param served work that was done, or begun and stopped
	 * @param wasted work of that which was stopped, or whose client had left
	 */
	record Snapshot(long nanos, long attempts, long answered, long refused, long timeouts, long notPermitted,
			long served, long wasted) {

		Snapshot since(Snapshot earlier) {
			return new Snapshot(this.nanos - earlier.nanos, this.attempts - earlier.attempts,
					this.answered - earlier.answered, this.refused - earlier.refused, this.timeouts - earlier.timeouts,
					this.notPermitted - earlier.notPermitted, this.served - earlier.served,
					this.wasted - earlier.wasted);
		}

		double perSecond(long number) {
			return number / (Math.max(1, this.nanos) / 1e9);
		}

	}

}
