package dev.asynclab.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A stretch of a run in which an event loop that it needs ran none of what waited for it.
 *
 * @param atNanos when it began, in nanoseconds since the run began
 * @param durationNanos how much of it lies in the run
 * @param loop the loop's name
 * @param culprit the line of code that kept the loop, such as
 * {@code WebClientStarter.block(WebClientStarter.java:66)}
 */
@JsonPropertyOrder({ "atMs", "durationMs", "loop", "culprit" })
public record Stall(@JsonIgnore long atNanos, @JsonIgnore long durationNanos, String loop, String culprit) {

	/**
	 * When it began, rounded to a tenth in JSON only.
	 * @return milliseconds since the run began
	 */
	@JsonProperty
	@Milliseconds
	public double atMs() {
		return this.atNanos / Milliseconds.NANOS;
	}

	/**
	 * How much of it lies in the run, rounded to a tenth in JSON only.
	 * @return milliseconds
	 */
	@JsonProperty
	@Milliseconds
	public double durationMs() {
		return this.durationNanos / Milliseconds.NANOS;
	}

	Bar.Stretch stretch() {
		return new Bar.Stretch(atMs(), atMs() + durationMs());
	}

}
