package dev.asynclab.storm;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * A part of the experiment. Calls arrive at the same rate in all phases.
 */
enum Phase {

	/** All is well. */
	HEALTHY,

	/** The dependency is slower. */
	TRIGGER,

	/** The dependency is as fast as before. */
	AFTER,

	/** The same, with the cure. */
	CURED;

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
