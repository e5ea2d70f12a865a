package dev.asynclab.load;

import java.util.Map;
import java.util.TreeMap;

import org.HdrHistogram.Histogram;

/**
 * Counts requests and their latencies. Any thread may use it.
 */
public final class Tally {

	/** In microseconds, up to two minutes, with three digits. */
	private final Histogram latencies = new Histogram(1, 120_000_000, 3);

	private final Map<String, Long> errors = new TreeMap<>();

	private long sent;

	private int peakInFlight;

	synchronized void sent(int inFlight) {
		this.sent++;
		this.peakInFlight = Math.max(this.peakInFlight, inFlight);
	}

	synchronized void completed(long latencyNanos) {
		this.latencies.recordValue(Math.clamp(latencyNanos / 1000, 1, this.latencies.getHighestTrackableValue()));
	}

	synchronized void failed(String error) {
		this.errors.merge(error, 1L, Long::sum);
	}

	/**
	 * Counts the requests that were sent.
	 * @return their number
	 */
	public synchronized long sent() {
		return this.sent;
	}

	/**
	 * Counts the requests that succeeded.
	 * @return their number
	 */
	public synchronized long completed() {
		return this.latencies.getTotalCount();
	}

	/**
	 * Counts the requests that failed.
	 * @return their number
	 */
	public synchronized long failed() {
		return this.errors.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Counts the requests that failed, by HTTP status or kind of error.
	 * @return the numbers, none of which is zero
	 */
	public synchronized Map<String, Long> errors() {
		return new TreeMap<>(this.errors);
	}

	/**
	 * Returns the most requests that had no answer at one time.
	 * @return their number
	 */
	public synchronized int peakInFlight() {
		return this.peakInFlight;
	}

	/**
	 * Returns a percentile of the latencies of the requests that succeeded.
	 * @param percentile from 0 to 100, where 100 is the longest
	 * @return milliseconds; 0 if none succeeded
	 */
	public synchronized double latencyMs(double percentile) {
		return (this.latencies.getTotalCount() > 0) ? this.latencies.getValueAtPercentile(percentile) / 1000.0 : 0;
	}

	/**
	 * Returns a percentile of the latencies of the requests that succeeded, and of those
	 * without an answer, which took the longest.
	 * @param percentile from 0 to 100
	 * @param unanswered how many have no answer
	 * @param atLeastMs how long each of those has waited at least, in milliseconds
	 * @return milliseconds; where it is one of those, the longest latency or what it has
	 * waited at least; 0 if there are none
	 */
	public synchronized double latencyMs(double percentile, long unanswered, double atLeastMs) {
		long succeeded = this.latencies.getTotalCount();
		long rank = (long) Math.ceil(percentile / 100 * (succeeded + unanswered));
		if (unanswered == 0) {
			return latencyMs(percentile);
		}
		// The middle of a rank, which no rounding takes for the next one.
		return (rank <= succeeded) ? latencyMs(100 * (rank - 0.5) / succeeded) : Math.max(latencyMs(100), atLeastMs);
	}

	/**
	 * Counts the requests that succeeded, but took longer than a time.
	 * @param latencyNanos the time, in nanoseconds
	 * @return their number
	 */
	public synchronized long slowerThan(long latencyNanos) {
		long micros = Math.clamp(latencyNanos / 1000 + 1, 1, this.latencies.getHighestTrackableValue());
		return this.latencies.getCountBetweenValues(micros, this.latencies.getHighestTrackableValue());
	}

}
