package dev.asynclab.collapse;

/**
 * What happened in a tenth of a second.
 *
 * @param atMs when it ended, in milliseconds since the first phase began
 * @param phase the phase
 * @param offered calls sent a second
 * @param completed calls a second that succeeded
 * @param predicted calls a second that should succeed in this phase
 * @param failed calls a second that failed
 * @param p99Ms the 99th percentile of the latencies, 0 if no call ended
 * @param maxMs the longest latency, 0 if no call ended
 * @param inFlight how many calls had no answer yet
 */
record Point(double atMs, Phase phase, double offered, double completed, double predicted, double failed, double p99Ms,
		double maxMs, int inFlight) {

}
