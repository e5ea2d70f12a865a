package dev.asynclab.storm;

import dev.asynclab.load.Point;

/**
 * What happened in a tenth of a second: numbers a second, unless the name says otherwise.
 *
 * @param atMs when it ended, in milliseconds since the first phase began
 * @param phase the phase
 * @param offered calls that arrived
 * @param attempts attempts that clients sent
 * @param completed calls answered in time
 * @param predicted calls that the simulation answers in time, over a second around
 * @param failed calls given up
 * @param wasted work that was stopped, or whose client had left
 * @param queued how many calls waited in the service
 * @param p99Ms the 99th percentile of the latencies of the calls answered in time, 0 if
 * there were none
 * @param maxMs the longest of them
 * @param inFlight how many calls were under way
 */
record StormPoint(double atMs, String phase, double offered, double attempts, double completed, double predicted,
		double failed, double wasted, int queued, double p99Ms, double maxMs, int inFlight) {

	Point point() {
		return new Point(this.atMs, this.phase, this.offered, this.completed, this.predicted, this.failed, this.p99Ms,
				this.maxMs, this.inFlight);
	}

}
