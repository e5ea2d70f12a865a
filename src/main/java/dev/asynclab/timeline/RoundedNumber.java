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

	private final int decimals;

	RoundedNumber(int decimals) {
		super(Double.class);
		this.decimals = decimals;
	}

	@Override
	public void serialize(Double number, JsonGenerator json, SerializationContext context) {
		json.writeNumber(BigDecimal.valueOf(number).setScale(this.decimals, RoundingMode.HALF_UP));
	}

	/**
	 * One decimal, for milliseconds.
	 */
	static final class OneDecimal extends RoundedNumber {

		OneDecimal() {
			super(1);
		}

	}

	/**
	 * Two decimals, for ratios.
	 */
	static final class TwoDecimals extends RoundedNumber {

		TwoDecimals() {
			super(2);
		}

	}

}
