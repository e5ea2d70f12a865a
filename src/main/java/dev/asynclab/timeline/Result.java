package dev.asynclab.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * How the combinator answered its caller, and when. Its tasks may continue afterwards.
 *
 * @param status whether it returned, raised an error or was cancelled
 * @param value the value that it returned
 * @param error the error that it raised
 * @param atNanos nanoseconds since the run began
 */
@JsonInclude(Include.NON_NULL)
@JsonPropertyOrder({ "status", "value", "error", "atMs" })
public record Result(Status status, @Nullable Object value, @Nullable ErrorSummary error, @JsonIgnore long atNanos) {

	/**
	 * Returns when the combinator answered. Only the JSON rounds it, to a tenth.
	 * @return milliseconds since the run began
	 */
	@JsonProperty
	@Milliseconds
	public double atMs() {
		return this.atNanos / Milliseconds.NANOS;
	}

	/**
	 * Tells whether the caller sees a task's error: as the error that was raised, in a
	 * group of errors, or among the values.
	 * @param taskError the error of a task
	 * @return {@code true} if it does
	 */
	public boolean shows(ErrorSummary taskError) {
		boolean group = this.error != null && this.error.type().endsWith("ExceptionGroup");
		return group || taskError.equals(this.error) || Value.holds(this.value, taskError);
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
