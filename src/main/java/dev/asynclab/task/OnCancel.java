package dev.asynclab.task;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * What a task does when it is cancelled while it works. The names are those of the
 * scenario grammar. A task that is cancelled before its first step never runs, whatever
 * its value here.
 */
enum OnCancel {

	/** It stops its work, cleans up, and ends as cancelled. */
	PROPAGATE,

	/** It refuses every cancel, and works to its end. */
	SUPPRESS,

	/** It stops its work, cleans up, and returns its value nevertheless. */
	RETURN,

	/** It stops its work, and its clean-up fails. */
	RAISE;

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
