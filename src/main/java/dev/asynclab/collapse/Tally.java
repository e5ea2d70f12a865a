package dev.asynclab.collapse;

import java.util.Map;
import java.util.TreeMap;

import org.HdrHistogram.Histogram;

/**
 * Counts calls and their latencies. Any thread may use it.
 */
final class Tally {

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

	synchronized long sent() {
		return this.sent;
	}

	synchronized long completed() {
		return this.latencies.getTotalCount();
	}

	synchronized long failed() {
		return this.errors.values().stream().mapToLong(Long::longValue).sum();
	}

	synchronized Map<String, Long> errors() {
		return new TreeMap<>(this.errors);
	}

	synchronized int peakInFlight() {
		return this.peakInFlight;
	}

	synchronized double latencyMs(double percentile) {
		return (this.latencies.getTotalCount() > 0) ? this.latencies.getValueAtPercentile(percentile) / 1000.0 : 0;
	}

}
