package dev.asynclab.load;

import java.time.Duration;

/**
 * Decides when requests get no faster. It compares stretches of so many requests each,
 * for one thread.
 */
final class WarmUp {

	/** A cold service on a busy machine may need this long. */
	static final Duration LONGEST = Duration.ofSeconds(10);

	private static final int NO_FASTER = 2;

	/** The first stretch is the fastest until then. */
	static final int LEAST_STRETCHES = 1 + NO_FASTER;

	private static final Duration STRETCH = Duration.ofSeconds(1);

	private static final int LEAST_REQUESTS = 10;

	private static final double FASTER = 0.9;

	private static final double PERCENTILE = 95;

	private final long enough;

	private Stretch stretch = new Stretch(System.nanoTime());

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
	 * Computes how long a stretch takes.
	 * @param measured how long the measurement takes after the warm-up
	 * @return half of it, but at most a second
	 */
	static Duration stretch(Duration measured) {
		Duration half = measured.dividedBy(2);
		return (half.compareTo(STRETCH) < 0) ? half : STRETCH;
	}

	/**
	 * Computes how many requests are a stretch.
	 * @param rate requests a second
	 * @param measured how long the measurement takes after the warm-up
	 * @return those of a stretch's time, but at least ten
	 */
	static long requests(double rate, Duration measured) {
		return Math.max(LEAST_REQUESTS, Math.round(rate * stretch(measured).toNanos() / 1e9));
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

	private void compare() {
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
