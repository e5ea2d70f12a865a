package dev.asynclab.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One task's part of a timeline. From {@code created} to {@code start} it waited for its
 * turn, from {@code start} to {@code end} it ran; what did not happen is null, and left
 * out of the JSON. Times are nanoseconds since the run began.
 *
 * @param name the task's name
 * @param state what became of the task
 * @param value what the task returned, if it is done
 * @param error why the task failed, if it did
 * @param createdNanos when the task was submitted
 * @param startNanos when the task began to run
 * @param endNanos when the task settled
 * @param thread the name of the thread that the task started on
 */
@JsonInclude(Include.NON_NULL)
@JsonPropertyOrder({ "name", "state", "value", "error", "createdMs", "startMs", "endMs", "thread" })
public record TaskSpan(String name, State state, @Nullable Object value, @Nullable ErrorSummary error,
		@JsonIgnore @Nullable Long createdNanos, @JsonIgnore @Nullable Long startNanos,
		@JsonIgnore @Nullable Long endNanos, @Nullable String thread) {

	/**
	 * When the task was submitted, rounded to a tenth in JSON only.
	 * @return milliseconds since the run began, null if it never was
	 */
	@JsonProperty
	@Milliseconds
	public @Nullable Double createdMs() {
		return milliseconds(this.createdNanos);
	}

	/**
	 * When the task began to run, rounded to a tenth in JSON only.
	 * @return milliseconds since the run began, null if it never did
	 */
	@JsonProperty
	@Milliseconds
	public @Nullable Double startMs() {
		return milliseconds(this.startNanos);
	}

	/**
	 * When the task settled, rounded to a tenth in JSON only.
	 * @return milliseconds since the run began, null if it has not
	 */
	@JsonProperty
	@Milliseconds
	public @Nullable Double endMs() {
		return milliseconds(this.endNanos);
	}

	/**
	 * How long the task ran, its wait in the queue not counted.
	 * @return nanoseconds from start to end, 0 unless it has both
	 */
	long ranNanos() {
		return (this.startNanos != null && this.endNanos != null) ? this.endNanos - this.startNanos : 0;
	}

	private static @Nullable Double milliseconds(@Nullable Long nanos) {
		return (nanos != null) ? nanos / Milliseconds.NANOS : null;
	}

	/**
	 * What became of a task.
	 */
	public enum State {

		/** It returned a value. */
		@JsonProperty("done")
		DONE,

		/** It raised an error. */
		@JsonProperty("failed")
		FAILED,

		/** It was stopped. */
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
