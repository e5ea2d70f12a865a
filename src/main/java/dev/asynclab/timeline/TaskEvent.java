package dev.asynclab.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The events of a task. {@link #FINISHED}, {@link #FAILED} and {@link #CANCELLED} end it:
 * no event follows them.
 */
public enum TaskEvent {

	/** The task was submitted. It waits until it starts. */
	@JsonProperty("created")
	CREATED,

	/** The task began to run. */
	@JsonProperty("started")
	STARTED,

	/**
	 * The process that ran the task is gone. The task waits, and starts again elsewhere.
	 */
	@JsonProperty("lost")
	LOST,

	/** The task ended with a value. */
	@JsonProperty("finished")
	FINISHED,

	/** The task ended with an error. */
	@JsonProperty("failed")
	FAILED,

	/** The task was asked to end. It may still end in any way. */
	@JsonProperty("cancelRequested")
	CANCEL_REQUESTED,

	/** The task ended because it was asked to. */
	@JsonProperty("cancelled")
	CANCELLED

}
