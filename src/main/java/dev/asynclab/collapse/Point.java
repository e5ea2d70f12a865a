package dev.asynclab.collapse;

/**
 * What happened in a tenth of a second.
 *
 * @param atMs when it ended, in milliseconds since the first phase began
 * @param phase the phase
 * @param offered calls sent a second
 * @param completed calls a second that ended well
 * @param predicted how many calls a second were predicted to end well in this phase
 * @param failed calls a second that did not
 * @param p99Ms the latency that 99 of 100 calls kept below, 0 if no call ended
 * @param maxMs the longest latency, 0 if no call ended
 * @param inFlight how many calls had no answer yet
 */
record Point(double atMs, Phase phase, double offered, double completed, double predicted, double failed, double p99Ms,
		double maxMs, int inFlight) {

}
