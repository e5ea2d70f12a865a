package dev.asynclab.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What can happen to a task. {@link #FINISHED}, {@link #FAILED} and {@link #CANCELLED}
 * settle it: nothing happens to it afterwards.
 */
public enum TaskEvent {

	/** The task was submitted; until it starts it waits for its turn. */
	@JsonProperty("created")
	CREATED,

	/** The task began to run. */
	@JsonProperty("started")
	STARTED,

	/** The task ended with a value. */
	@JsonProperty("finished")
	FINISHED,

	/** The task ended with an error. */
	@JsonProperty("failed")
	FAILED,

	/** Somebody asked the task to stop; it may still end in any way. */
	@JsonProperty("cancelRequested")
	CANCEL_REQUESTED,

	/** The task stopped because it was asked to. */
	@JsonProperty("cancelled")
	CANCELLED

}
