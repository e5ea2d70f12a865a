package dev.asynclab.timeline;

import java.math.BigDecimal;
import java.math.RoundingMode;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes a number with a fixed number of decimals, rounded half up.
 */
abstract class RoundedNumber extends StdSerializer<Double> {

	private RoundedNumber() {
		super(Double.class);
	}

	@Override
	public void serialize(Double number, JsonGenerator json, SerializationContext context) {
		json.writeNumber(round(number));
	}

	abstract BigDecimal round(double number);

	/**
	 * One decimal, for milliseconds. They come from whole nanoseconds, so they are
	 * rounded as these: a report has hundreds, and a double is slow to print.
	 */
	static final class OneDecimal extends RoundedNumber {

		private static final long TENTH = 100_000;

		@Override
		BigDecimal round(double millis) {
			return BigDecimal.valueOf(Math.floorDiv(Math.round(millis * Milliseconds.NANOS) + TENTH / 2, TENTH), 1);
		}

	}

	/**
	 * Two decimals, for ratios.
	 */
	static final class TwoDecimals extends RoundedNumber {

		@Override
		BigDecimal round(double ratio) {
			return BigDecimal.valueOf(ratio).setScale(2, RoundingMode.HALF_UP);
		}

	}

}
