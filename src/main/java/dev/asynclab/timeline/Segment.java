package dev.asynclab.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a task in one state. The segments of a task follow each other without a
 * gap, from its creation to its end.
 *
 * @param state what the task did
 * @param fromNanos when it began, in nanoseconds since the run began
 * @param toNanos when it ended, in nanoseconds since the run began
 * @param thread the name of the thread or event loop that the task used; null if it used
 * none
 * @param attempt how often the task had begun, this time included; null if it runs in
 * this process, where nothing is done twice
 */
@JsonInclude(Include.NON_NULL)
@JsonPropertyOrder({ "state", "fromMs", "toMs", "thread", "attempt" })
public record Segment(
		@Schema(description = "What the task did. It uses a thread only if holding or blocking.") State state,
		@JsonIgnore long fromNanos, @JsonIgnore long toNanos,
		@Schema(description = "The thread or event loop that the task used.") @Nullable String thread,
		@Schema(description = "How often the task had begun, if it runs in other processes.") @Nullable Integer attempt) {

	/**
	 * Creates a stretch of a task of this process.
	 * @param state what the task did
	 * @param fromNanos when it began
	 * @param toNanos when it ended
	 * @param thread the name of the thread or event loop; null if it used none
	 */
	public Segment(State state, long fromNanos, long toNanos, @Nullable String thread) {
		this(state, fromNanos, toNanos, thread, null);
	}

	/**
	 * Returns when it began. Only the JSON rounds it, to a tenth.
	 * @return milliseconds since the run began
	 */
	@JsonProperty
	@Milliseconds
	public double fromMs() {
		return this.fromNanos / Milliseconds.NANOS;
	}

	/**
	 * Returns when it ended. Only the JSON rounds it, to a tenth.
	 * @return milliseconds since the run began
	 */
	@JsonProperty
	@Milliseconds
	public double toMs() {
		return this.toNanos / Milliseconds.NANOS;
	}

	/**
	 * Returns how long it took.
	 * @return nanoseconds
	 */
	public long durationNanos() {
		return this.toNanos - this.fromNanos;
	}

	double durationMs() {
		return durationNanos() / Milliseconds.NANOS;
	}

	/**
	 * What a task does, and whether it uses a thread meanwhile.
	 */
	public enum State {

		/**
		 * It has not started: it waits for a thread of a pool, for a connection, or for a
		 * place.
		 */
		@JsonProperty("queued")
		QUEUED,

		/** It waits for I/O, and uses no thread. */
		@JsonProperty("awaiting")
		AWAITING,

		/** It waits for I/O, and holds a thread meanwhile. */
		@JsonProperty("holding")
		HOLDING,

		/**
		 * It could go on, and waits for its turn: the answer has arrived, but the event
		 * loop or the processor is busy. A task that holds a thread is never shown as
		 * ready, since it can't be known.
		 */
		@JsonProperty("ready")
		READY,

		/** It keeps a thread or an event loop busy, so that no other job can use it. */
		@JsonProperty("blocking")
		BLOCKING

	}

}
