package dev.asynclab.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One task's part of a timeline. It waited from {@code created} to {@code start}, and ran
 * from {@code start} to {@code end}. What did not happen is null, and left out of the
 * JSON. Times are nanoseconds since the run began.
 *
 * @param name the task's name
 * @param state how the task ended
 * @param value the value that the task returned, if it is done
 * @param error why the task failed, if it did
 * @param createdNanos when the task was submitted
 * @param startNanos when the task began to run
 * @param endNanos when the task ended
 * @param thread the name of the thread that the task started on
 */
@JsonInclude(Include.NON_NULL)
@JsonPropertyOrder({ "name", "state", "value", "error", "createdMs", "startMs", "endMs", "thread" })
public record TaskSpan(String name, State state, @Nullable Object value, @Nullable ErrorSummary error,
		@JsonIgnore @Nullable Long createdNanos, @JsonIgnore @Nullable Long startNanos,
		@JsonIgnore @Nullable Long endNanos, @Nullable String thread) {

	/**
	 * Returns when the task was submitted. Only the JSON rounds it, to a tenth.
	 * @return milliseconds since the run began, null if it was not submitted
	 */
	@JsonProperty
	@Milliseconds
	public @Nullable Double createdMs() {
		return milliseconds(this.createdNanos);
	}

	/**
	 * Returns when the task began to run. Only the JSON rounds it, to a tenth.
	 * @return milliseconds since the run began, null if it did not start
	 */
	@JsonProperty
	@Milliseconds
	public @Nullable Double startMs() {
		return milliseconds(this.startNanos);
	}

	/**
	 * Returns when the task ended. Only the JSON rounds it, to a tenth.
	 * @return milliseconds since the run began, null if it has not ended
	 */
	@JsonProperty
	@Milliseconds
	public @Nullable Double endMs() {
		return milliseconds(this.endNanos);
	}

	long ranNanos() {
		return (this.startNanos != null && this.endNanos != null) ? this.endNanos - this.startNanos : 0;
	}

	private static @Nullable Double milliseconds(@Nullable Long nanos) {
		return (nanos != null) ? nanos / Milliseconds.NANOS : null;
	}

	/**
	 * How a task ended, or that it has not.
	 */
	public enum State {

		/** It returned a value. */
		@JsonProperty("done")
		DONE,

		/** It raised an error. */
		@JsonProperty("failed")
		FAILED,

		/** It was cancelled. */
		@JsonProperty("cancelled")
		CANCELLED,

		/** It was planned, but never submitted. */
		@JsonProperty("notStarted")
		NOT_STARTED,

		/** It was waiting or running when the timeline was taken. */
		@JsonProperty("pending")
		PENDING

	}

}
