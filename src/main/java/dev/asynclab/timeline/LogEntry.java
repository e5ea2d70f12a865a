package dev.asynclab.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One line of a run's log.
 *
 * @param atNanos nanoseconds since the run began
 * @param task the task's name
 * @param event what happened to the task
 * @param thread the name of the thread that it happened on
 */
@JsonPropertyOrder({ "atMs", "task", "event", "thread" })
public record LogEntry(@JsonIgnore long atNanos, String task, TaskEvent event, String thread) {

	/**
	 * Returns the time of the event. Only the JSON rounds it, to a tenth.
	 * @return milliseconds since the run began
	 */
	@JsonProperty
	@Milliseconds
	public double atMs() {
		return this.atNanos / Milliseconds.NANOS;
	}

}
