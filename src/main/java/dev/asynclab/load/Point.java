package dev.asynclab.load;

/**
 * What happened in a tenth of a second.
 *
 * @param atMs when it ended, in milliseconds since the first phase began
 * @param phase the phase
 * @param offered requests sent a second
 * @param completed requests a second that succeeded
 * @param predicted requests a second that should succeed in this phase
 * @param failed requests a second that failed
 * @param p99Ms the 99th percentile of the latencies, 0 if no request ended
 * @param maxMs the longest latency, 0 if no request ended
 * @param inFlight how many requests had no answer yet
 */
public record Point(double atMs, String phase, double offered, double completed, double predicted, double failed,
		double p99Ms, double maxMs, int inFlight) {
}
