package dev.asynclab.timeline;

/**
 * A part of a row that has one look. Times are milliseconds since the run began.
 *
 * @param fromMs where it begins
 * @param toMs where it ends
 * @param look how it is drawn
 */
record Stretch(double fromMs, double toMs, Look look) {

	static Stretch of(Segment segment) {
		return new Stretch(segment.fromMs(), segment.toMs(), Look.of(segment.state()));
	}

	static Stretch of(Stall stall) {
		return new Stretch(stall.atMs(), stall.atMs() + stall.durationMs(), Look.STALLED);
	}

	double durationMs() {
		return this.toMs - this.fromMs;
	}

	double overlapMs(double fromMs, double toMs) {
		return Math.min(this.toMs, toMs) - Math.max(this.fromMs, fromMs);
	}

}
