package dev.asynclab.task;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * What a task does when it is cancelled at work. The names are those of the scenario
 * grammar. One that is cancelled before its first step never runs, whatever it would have
 * done.
 */
enum OnCancel {

	/**
	 * It stops its work, cleans up, and is cancelled.
	 */
	PROPAGATE,

	/**
	 * It refuses every cancel, and works on to its end.
	 */
	SUPPRESS,

	/**
	 * It stops its work, cleans up, and returns its value all the same.
	 */
	RETURN,

	/**
	 * It stops its work, and fails to clean up.
	 */
	RAISE;

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
