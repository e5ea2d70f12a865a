package dev.asynclab.capacity;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;
import org.jspecify.annotations.Nullable;

/**
 * The tipping point, as far as it was found: the highest rate that held, and the lowest
 * that did not.
 *
 * @param held the highest rate that held; null if none did
 * @param failed the lowest rate that did not hold; null if all did
 * @param end how the search ended
 */
record Search(@Nullable Double held, @Nullable Double failed, End end) {

	/** As close as the two rates have to come, as a part of the lower one. */
	static final double PRECISION = 0.02;

	private static final double LEAST = 0.1;

	/**
	 * Returns the highest rate that held.
	 * @return the rate; 0 if even the lowest did not hold; null if all that may be tried
	 * did, or if the search ended before one did
	 */
	@Nullable Double tippingPoint() {
		return switch (this.end) {
			case FOUND, OUT_OF_TIME -> this.held;
			case AT_NO_RATE -> 0.0;
			case AT_EVERY_RATE -> null;
		};
	}

	/**
	 * Looks for the tipping point: from a first rate up, or down, with steps that grow,
	 * until one rate holds and one does not, and then by bisection.
	 * @param first the first rate to try
	 * @param highest the highest rate to try
	 * @param step by which factor to go up or down first, more than 1. Each later factor
	 * is the square of the one before, or 2 if that is less
	 * @param trial tries a rate
	 * @return what was found
	 */
	static Search from(double first, double highest, double step, Trial trial) {
		Double held = null;
		Double failed = null;
		double rate = Math.min(first, highest);
		double factor = step;
		while (true) {
			Boolean holds = trial.holds(rate);
			if (holds == null) {
				return new Search(held, failed, End.OUT_OF_TIME);
			}
			if (holds) {
				held = rate;
			}
			else {
				failed = rate;
			}
			if (held != null && held == highest) {
				return new Search(held, failed, End.AT_EVERY_RATE);
			}
			if (held != null && failed != null && failed - held <= PRECISION * held) {
				return new Search(held, failed, End.FOUND);
			}
			if (held != null && failed != null) {
				rate = (held + failed) / 2;
			}
			else if (held != null) {
				rate = Math.min(rate * factor, highest);
			}
			else {
				rate = rate / factor;
			}
			factor = Math.min(factor * factor, Math.max(step, 2));
			if (rate < LEAST) {
				return new Search(held, failed, (held != null) ? End.FOUND : End.AT_NO_RATE);
			}
		}
	}

	/**
	 * Tries a rate.
	 */
	@FunctionalInterface
	interface Trial {

		/**
		 * Says whether a rate holds.
		 * @param rate requests a second
		 * @return whether it does; null if there is no time to tell, which ends the
		 * search
		 */
		@Nullable Boolean holds(double rate);

	}

	/**
	 * How a search ended.
	 */
	enum End {

		/** A rate held, and one that is hardly higher did not. */
		FOUND,

		/** Not even the lowest rate held. */
		AT_NO_RATE,

		/** The highest rate held that is allowed. */
		AT_EVERY_RATE,

		/** The time was over before. */
		OUT_OF_TIME;

		@JsonValue
		String id() {
			return EnumId.of(this);
		}

	}

}
