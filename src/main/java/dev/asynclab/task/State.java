package dev.asynclab.task;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * Where a task is in its life.
 */
enum State {

	/**
	 * It waits for its first step: for a thread of the pool, or for a connection.
	 */
	PENDING,

	/**
	 * It works.
	 */
	RUNNING,

	/**
	 * It was asked to end, and has not ended yet.
	 */
	CANCELLING,

	/**
	 * It returned a value.
	 */
	DONE,

	/**
	 * It raised an error.
	 */
	FAILED,

	/**
	 * It ended because it was asked to.
	 */
	CANCELLED;

	boolean isEnd() {
		return this == DONE || this == FAILED || this == CANCELLED;
	}

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
