package dev.asynclab.storm;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * Whether the calls are answered in time.
 */
enum Outcome {

	/** Nine tenths of them or more. */
	UP,

	/** A part of them. */
	PARTLY,

	/** Less than a fifth of them. */
	DOWN;

	private static final double ALMOST_ALL = 0.9;

	private static final double HARDLY_ANY = 0.2;

	static Outcome of(double goodput, double offered) {
		if (goodput >= ALMOST_ALL * offered) {
			return UP;
		}
		return (goodput < HARDLY_ANY * offered) ? DOWN : PARTLY;
	}

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
