package dev.asynclab.asyncio;

import java.time.Duration;

/**
 * Durations as the loop counts them: seconds in a double, as Python does, so that equal
 * sums are equal and unequal ones differ in the same last digit.
 */
final class Seconds {

	private static final double NANOS = 1e9;

	private static final long EXACT = Long.MAX_VALUE / 1_000_000_000L;

	private Seconds() {
	}

	static double of(Duration duration) {
		if (Math.abs(duration.toSeconds()) >= EXACT) {
			return duration.toSeconds();
		}
		return duration.toNanos() / NANOS;
	}

	static long toNanos(double seconds) {
		return (long) Math.ceil(seconds * NANOS);
	}

}
