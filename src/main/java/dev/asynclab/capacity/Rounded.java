package dev.asynclab.capacity;

import org.jspecify.annotations.Nullable;

/**
 * Numbers as a report has them.
 */
final class Rounded {

	private Rounded() {
	}

	static double tenths(double number) {
		return Math.round(10 * number) / 10.0;
	}

	static @Nullable Double tenths(@Nullable Double number) {
		return (number != null) ? (Double) tenths(number.doubleValue()) : null;
	}

	static double hundredths(double number) {
		return Math.round(100 * number) / 100.0;
	}

}
