package dev.asynclab.load;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Decides when requests get no faster. It compares stretches of equally many requests,
 * for one thread. While the compiler is busy, it takes the cores from what is measured,
 * and the code will be faster when it has done.
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

	/** So busy the compiler is with cold code, as a part of the time. */
	static final double COMPILING = 0.1;

	private final long enough;

	private final int heeding;

	private final DoubleSupplier compiler;

	private Stretch stretch = new Stretch(System.nanoTime());

	private long inARow;

	private double fastestMs = Double.POSITIVE_INFINITY;

	private int noFaster;

	private int compared;

	/**
	 * Creates a warm-up that has seen no request.
	 * @param enough how many requests in a row are a stretch
	 * @param heeding for how many stretches it goes on if the compiler is busy
	 * @param compiler returns how busy the compiler was since the last call, as a part of
	 * the time
	 */
	WarmUp(long enough, int heeding, DoubleSupplier compiler) {
		this.enough = enough;
		this.heeding = heeding;
		this.compiler = compiler;
	}

	/**
	 * Computes for how many stretches a warm-up goes on if the compiler is busy.
	 * @param measured how long the measurement takes after the warm-up
	 * @return those of twice its time
	 */
	static int heeding(Duration measured) {
		return (int) measured.multipliedBy(2).dividedBy(stretch(measured));
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
		boolean compiling = this.compiler.getAsDouble() > COMPILING && this.compared++ < this.heeding;
		if (latencyMs < FASTER * this.fastestMs) {
			this.noFaster = 0;
			this.fastestMs = latencyMs;
		}
		else if (compiling) {
			this.noFaster = 0;
		}
		else {
			this.noFaster++;
		}
	}

	/**
	 * Says whether it has been enough.
	 * @return {@code true} if twice in a row a stretch was no faster than the fastest,
	 * and the compiler was not busy
	 */
	boolean isOver() {
		return this.noFaster == NO_FASTER;
	}

}
