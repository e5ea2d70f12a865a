package dev.asynclab.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A stretch of a run in which an event loop that it needs ran none of the callbacks that
 * waited for it.
 *
 * @param atNanos when it began, in nanoseconds since the run began
 * @param durationNanos how much of it lies in the run, in nanoseconds
 * @param loop the loop's name
 * @param culprit the line of code that blocked the loop, such as
 * {@code WebClientStarter.block(WebClientStarter.java:66)}; of a scenario that of its
 * Python text, such as {@code time.sleep(1.5) (scenario.py:34)}
 */
@JsonPropertyOrder({ "atMs", "durationMs", "loop", "culprit" })
public record Stall(@JsonIgnore long atNanos, @JsonIgnore long durationNanos, String loop, String culprit) {

	/**
	 * Returns when it began. Only the JSON rounds it, to a tenth.
	 * @return milliseconds since the run began
	 */
	@JsonProperty
	@Milliseconds
	public double atMs() {
		return this.atNanos / Milliseconds.NANOS;
	}

	/**
	 * Returns how much of it lies in the run. Only the JSON rounds it, to a tenth.
	 * @return milliseconds
	 */
	@JsonProperty
	@Milliseconds
	public double durationMs() {
		return this.durationNanos / Milliseconds.NANOS;
	}

}
