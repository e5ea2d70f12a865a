package dev.asynclab.storm;

import java.util.Map;
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

	/** When attempts were sent that have not arrived, whether or not a client waits. */
	private final Map<Long, Long> onTheWay = new ConcurrentHashMap<>();

	/** The attempts whose clients wait: when each was sent, or its work was done. */
	private final Map<Long, Long> waiting = new ConcurrentHashMap<>();

	private final Histogram serviceTimes = histogram();

	private final Histogram requestTimes = histogram();

	private final Histogram answerTimes = histogram();

	private final Histogram stopTimes = histogram();

	// In microseconds, up to a minute, with three digits.
	private static Histogram histogram() {
		return new SynchronizedHistogram(TimeUnit.MINUTES.toMicros(1), 3);
	}

	private static void record(Histogram histogram, long nanos) {
		histogram.recordValue(Math.clamp(nanos / 1000, 1, histogram.getHighestTrackableValue()));
	}

	private static double percentileMs(Histogram histogram, double percentile) {
		return (histogram.getTotalCount() > 0) ? histogram.getValueAtPercentile(percentile) / 1000.0 : 0;
	}

	/**
	 * Counts an attempt that is being sent.
	 * @return its number
	 */
	long attempt() {
		this.attempts.increment();
		long number = this.number.incrementAndGet();
		long now = System.nanoTime();
		this.onTheWay.put(number, now);
		this.waiting.put(number, now);
		return number;
	}

	/**
	 * Says that the service has got an attempt.
	 * @param attempt its number
	 */
	void arrived(long attempt) {
		Long sent = this.onTheWay.remove(attempt);
		if (sent != null) {
			record(this.requestTimes, System.nanoTime() - sent);
		}
	}

	/**
	 * Says that a client has got what the service did for it.
	 * @param attempt the number of its attempt
	 */
	void received(long attempt) {
		Long served = this.waiting.get(attempt);
		if (served != null) {
			record(this.answerTimes, System.nanoTime() - served);
		}
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
		boolean waits = this.waiting.replace(attempt, System.nanoTime()) != null;
		if (!succeeded || !waits) {
			this.wasted.increment();
		}
		if (succeeded) {
			record(this.serviceTimes, nanos);
		}
	}

	/**
	 * Says that work was stopped while it ran.
	 * @param nanos how long after its time-out it ended
	 */
	void stopped(long nanos) {
		record(this.stopTimes, nanos);
	}

	int waiting() {
		return this.waiting.size();
	}

	void forgetServiceTimes() {
		this.serviceTimes.reset();
	}

	void forgetRequestTimes() {
		this.requestTimes.reset();
	}

	/**
	 * Returns a percentile of how long work took.
	 * @param percentile from 0 to 100
	 * @return milliseconds; 0 if there was none
	 */
	double serviceMs(double percentile) {
		return percentileMs(this.serviceTimes, percentile);
	}

	/**
	 * Returns how long requests took to the service.
	 * @return the median in milliseconds; 0 if there was none
	 */
	double requestMs() {
		return percentileMs(this.requestTimes, 50);
	}

	/**
	 * Returns how long it took until a client had got what the service had done for it.
	 * @return the median in milliseconds; 0 if there was none
	 */
	double answerMs() {
		return percentileMs(this.answerTimes, 50);
	}

	/**
	 * Returns how long after its time-out work that ran has ended.
	 * @return the median in milliseconds; 0 if none was stopped
	 */
	double stopMs() {
		return percentileMs(this.stopTimes, 50);
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
