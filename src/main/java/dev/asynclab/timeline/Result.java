package dev.asynclab.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * How the combinator answered its caller, and when; its tasks may run on afterwards.
 *
 * @param status whether it returned, raised or was cancelled
 * @param value what it returned
 * @param error what it raised
 * @param atNanos nanoseconds since the run began
 */
@JsonInclude(Include.NON_NULL)
@JsonPropertyOrder({ "status", "value", "error", "atMs" })
public record Result(Status status, @Nullable Object value, @Nullable ErrorSummary error, @JsonIgnore long atNanos) {

	/**
	 * When the combinator answered, rounded to a tenth in JSON only.
	 * @return milliseconds since the run began
	 */
	@JsonProperty
	@Milliseconds
	public double atMs() {
		return this.atNanos / Milliseconds.NANOS;
	}

	/**
	 * The ways in which a combinator answers.
	 */
	public enum Status {

		/** With a value. */
		@JsonProperty("returned")
		RETURNED,

		/** With an error. */
		@JsonProperty("raised")
		RAISED,

		/** By being cancelled from outside. */
		@JsonProperty("cancelled")
		CANCELLED

	}

}
