package dev.asynclab.timeline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes a time with three significant digits, in milliseconds below a second and in
 * seconds from there on.
 */
public final class TimeText {

	private static final BigDecimal SECOND = BigDecimal.valueOf(1000);

	private static final int DIGITS = 3;

	private TimeText() {
	}

	/**
	 * Writes a time.
	 * @param ms milliseconds; a negative time is written as none
	 * @return such as {@code 203 ms} or {@code 1.50 s}
	 */
	public static String of(double ms) {
		if (ms <= 0) {
			return "0 ms";
		}
		BigDecimal rounded = round(BigDecimal.valueOf(ms));
		boolean seconds = rounded.compareTo(SECOND) >= 0;
		return seconds ? digits(rounded.movePointLeft(DIGITS)) + " s" : digits(rounded) + " ms";
	}

	private static BigDecimal round(BigDecimal ms) {
		BigDecimal hundredths = ms.setScale(2, RoundingMode.HALF_UP);
		return hundredths.round(new MathContext(DIGITS, RoundingMode.HALF_UP));
	}

	private static String digits(BigDecimal rounded) {
		int integerDigits = Math.max(1, rounded.precision() - rounded.scale());
		int decimals = Math.max(0, DIGITS - integerDigits);
		return rounded.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
	}

}
