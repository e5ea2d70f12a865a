package dev.asynclab.task;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * The state of a task.
 */
enum State {

	/** It waits for its first step: for a thread of the pool, or for a connection. */
	PENDING,

	RUNNING,

	/** It was asked to end, and has not ended yet. */
	CANCELLING,

	DONE,

	FAILED,

	/** It ended because it was asked to. */
	CANCELLED;

	boolean isEnd() {
		return this == DONE || this == FAILED || this == CANCELLED;
	}

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
