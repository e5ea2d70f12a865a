package dev.asynclab.load;

/**
 * Decides when requests get no faster. It compares stretches of so many requests each,
 * for one thread.
 */
final class WarmUp {

	private static final int NO_FASTER = 2;

	private static final double FASTER = 0.9;

	private static final double PERCENTILE = 95;

	private final long enough;

	private Stretch stretch = new Stretch(System.nanoTime());

	private Stretch compared = this.stretch;

	private long inARow;

	private double fastestMs = Double.POSITIVE_INFINITY;

	private int noFaster;

	/**
	 * Creates a warm-up that has seen no request.
	 * @param enough how many requests in a row are a stretch
	 */
	WarmUp(long enough) {
		this.enough = enough;
	}

	/**
	 * Says where the next request counts.
	 * @return the stretch
	 */
	Stretch next() {
		if (this.inARow == this.enough) {
			compare();
			this.stretch = new Stretch(System.nanoTime());
			this.inARow = 0;
		}
		this.inARow++;
		return this.stretch;
	}

	/**
	 * Says that the requests in a row were interrupted.
	 */
	void interrupted() {
		this.inARow = 0;
	}

	/**
	 * Returns the last requests that were compared.
	 * @return their stretch; without a comparison, the one that has begun
	 */
	Stretch compared() {
		return this.compared;
	}

	private void compare() {
		this.compared = this.stretch;
		double latencyMs = this.stretch.tally().latencyMs(PERCENTILE);
		if (latencyMs < FASTER * this.fastestMs) {
			this.noFaster = 0;
			this.fastestMs = latencyMs;
		}
		else {
			this.noFaster++;
		}
	}

	/**
	 * Says whether it has been enough.
	 * @return {@code true} if twice in a row a stretch was no faster than the fastest
	 */
	boolean isOver() {
		return this.noFaster == NO_FASTER;
	}

}
