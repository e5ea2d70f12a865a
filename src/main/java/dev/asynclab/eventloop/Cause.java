package dev.asynclab.eventloop;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * The cause of a stall.
 */
public enum Cause {

	/** Code that kept the loop's thread. */
	CULPRIT,

	/**
	 * No code that the watchdog could see. Either a garbage collection stopped the
	 * watchdog too, or the loop's thread got no core, or no code was seen to keep the
	 * thread for most of the time.
	 */
	STARVED;

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
