package dev.asynclab.eventloop;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * Who is to blame for a stall.
 */
public enum Cause {

	/**
	 * Code that kept the loop's thread.
	 */
	CULPRIT,

	/**
	 * Nobody that the watchdog could see: a garbage collection stopped it too, or the
	 * loop's thread got no core, or no code was seen to keep it for most of the time.
	 */
	STARVED;

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
