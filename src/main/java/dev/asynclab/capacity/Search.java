package dev.asynclab.capacity;

import java.util.function.BooleanSupplier;
import java.util.function.DoublePredicate;

import org.jspecify.annotations.Nullable;

/**
 * The tipping point, as far as it was found: the highest rate that held, and the lowest
 * that did not.
 *
 * @param held the highest rate that held; null if none did
 * @param failed the lowest rate that did not hold; null if all did
 */
record Search(@Nullable Double held, @Nullable Double failed) {

	/** As close as the two rates have to come, as a part of the lower one. */
	static final double PRECISION = 0.02;

	private static final double LEAST = 0.1;

	/**
	 * Returns the highest rate that held.
	 * @return the rate; 0 if none held, null if all did
	 */
	@Nullable Double tippingPoint() {
		if (this.failed == null) {
			return null;
		}
		return (this.held != null) ? this.held : 0.0;
	}

	/**
	 * Looks for the tipping point: from a first rate up, or down, until one rate holds
	 * and one does not, and then by bisection.
	 * @param first the first rate to try
	 * @param highest the highest rate to try
	 * @param step by which factor to go up or down, more than 1
	 * @param holds tries a rate
	 * @param goesOn is asked before each try; if it says no, the search ends
	 * @return what was found until then
	 */
	static Search from(double first, double highest, double step, DoublePredicate holds, BooleanSupplier goesOn) {
		Double held = null;
		Double failed = null;
		double rate = Math.min(first, highest);
		while (goesOn.getAsBoolean()) {
			if (holds.test(rate)) {
				held = rate;
			}
			else {
				failed = rate;
			}
			if (held == null) {
				rate = rate / step;
			}
			else if (failed == null) {
				rate = Math.min(rate * step, highest);
			}
			else {
				rate = (held + failed) / 2;
			}
			boolean close = held != null && (held == highest || (failed != null && failed - held <= PRECISION * held));
			if (close || rate < LEAST) {
				break;
			}
		}
		return new Search(held, failed);
	}

}
