package dev.asynclab.problem;

import java.time.Duration;

import dev.asynclab.notation.Sentence;

/**
 * Refuses parameters that are out of bounds, with the same words everywhere.
 */
public final class Bounds {

	private Bounds() {
	}

	/**
	 * Refuses a number that is out of bounds.
	 * @param parameter the parameter as the caller writes it
	 * @param value its value
	 * @param least the least value that is allowed
	 * @param most the greatest value that is allowed
	 * @return the value
	 * @throws BadParameterException if it is out of bounds
	 */
	public static int requireBetween(String parameter, int value, int least, int most) {
		if (value < least || value > most) {
			throw new BadParameterException(parameter, value, Sentence.of("allowed.range", "{0} to {1}", least, most));
		}
		return value;
	}

	/**
	 * Refuses a duration that is out of bounds, or has a fraction of a millisecond.
	 * @param parameter the parameter as the caller writes it
	 * @param value its value
	 * @param least the least value that is allowed
	 * @param most the greatest value that is allowed
	 * @return the value
	 * @throws BadParameterException if it is out of bounds, or has a fraction of a
	 * millisecond
	 */
	public static Duration requireBetween(String parameter, Duration value, Duration least, Duration most) {
		return requireBetween(parameter, value, value, least, most);
	}

	/**
	 * Refuses a duration that is only a part of a parameter's value.
	 * @param parameter the parameter as the caller writes it
	 * @param whole the parameter's whole value, which the refusal shows
	 * @param value the duration in it
	 * @param least the least value that is allowed
	 * @param most the greatest value that is allowed
	 * @return the duration
	 * @throws BadParameterException if it is out of bounds, or has a fraction of a
	 * millisecond
	 */
	public static Duration requireBetween(String parameter, Object whole, Duration value, Duration least,
			Duration most) {
		boolean wholeMillis = value.toNanosPart() % 1_000_000 == 0;
		if (!wholeMillis || value.compareTo(least) < 0 || value.compareTo(most) > 0) {
			throw new BadParameterException(parameter, whole, Sentence.of("allowed.milliseconds",
					"whole milliseconds from {0} to {1}", least.toMillis(), most.toMillis()));
		}
		return value;
	}

}
