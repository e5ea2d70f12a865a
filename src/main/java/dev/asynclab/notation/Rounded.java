package dev.asynclab.notation;

import org.jspecify.annotations.Nullable;

/**
 * Rounds numbers as a report has them.
 */
public final class Rounded {

	private Rounded() {
	}

	/**
	 * Rounds to tenths.
	 * @param number the number
	 * @return the nearest tenth, the higher one of two
	 */
	public static double tenths(double number) {
		return Math.round(10 * number) / 10.0;
	}

	/**
	 * Rounds to tenths what may be missing.
	 * @param number the number, or null
	 * @return the nearest tenth, or null
	 */
	public static @Nullable Double tenths(@Nullable Double number) {
		return (number != null) ? (Double) tenths(number.doubleValue()) : null;
	}

	/**
	 * Rounds to hundredths.
	 * @param number the number
	 * @return the nearest hundredth, the higher one of two
	 */
	public static double hundredths(double number) {
		return Math.round(100 * number) / 100.0;
	}

}
