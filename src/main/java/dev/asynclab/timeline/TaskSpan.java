package dev.asynclab.timeline;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One task's part of a timeline. It waited from {@code created} to {@code start}, and ran
 * from {@code start} to {@code end}. What did not happen is null, and left out of the
 * JSON. Times are nanoseconds since the run began. The segments say what it did all that
 * time.
 *
 * @param name the task's name
 * @param state how the task ended
 * @param value the value that the task returned, if it is done
 * @param error why the task failed, if it did
 * @param createdNanos when the task was submitted
 * @param startNanos when the task began to run
 * @param endNanos when the task ended
 * @param askedNanos how long the work that was asked of the task takes, null if that is
 * not known
 * @param thread the name of the thread that the task started on; of its event loop, if it
 * is a task of one
 * @param segments what the task did, from its creation to its end, or to the end of the
 * timeline if it has not ended; stretches that took no time are left out
 */
@JsonInclude(Include.NON_NULL)
@JsonPropertyOrder({ "name", "state", "value", "error", "createdMs", "startMs", "endMs", "askedMs", "thread",
		"segments" })
public record TaskSpan(String name, State state, @Nullable Object value, @Nullable ErrorSummary error,
		@JsonIgnore @Nullable Long createdNanos, @JsonIgnore @Nullable Long startNanos,
		@JsonIgnore @Nullable Long endNanos, @JsonIgnore @Nullable Long askedNanos,
		@Schema(description = "The thread that the task started on, or the event loop whose task it is.") @Nullable String thread,
		@Schema(description = "What the task did, from its creation to its end.") List<Segment> segments) {

	public TaskSpan {
		segments = List.copyOf(segments);
	}

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

	/**
	 * Returns how long the work that was asked of the task takes. Only the JSON rounds
	 * it, to a tenth.
	 * @return milliseconds, null if it is not known
	 */
	@JsonProperty
	@Milliseconds
	@Schema(description = "How long the work that was asked of the task takes.")
	public @Nullable Double askedMs() {
		return milliseconds(this.askedNanos);
	}

	/**
	 * Returns how long the task ran, from its start to its end.
	 * @param wallNanos when the run ended, for a task that has not ended
	 * @return nanoseconds, 0 if it did not start
	 */
	public long ranNanos(long wallNanos) {
		long end = (this.endNanos != null) ? this.endNanos : wallNanos;
		return (this.startNanos != null) ? end - this.startNanos : 0;
	}

	/**
	 * Returns how long the task was in a state.
	 * @param state the state
	 * @return nanoseconds, all its stretches together
	 */
	public long nanos(Segment.State state) {
		long nanos = 0;
		for (Segment segment : this.segments) {
			nanos += (segment.state() == state) ? segment.durationNanos() : 0;
		}
		return nanos;
	}

	// The part of the work that was done: what was asked for, but at most what it ran.
	long workNanos(long wallNanos) {
		long ran = ranNanos(wallNanos);
		return (this.askedNanos != null) ? Math.min(this.askedNanos, ran) : ran;
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
