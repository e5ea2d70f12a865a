package dev.asynclab.scenario;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One task of a {@link Scenario}.
 *
 * @param name its name
 * @param delay how long it works
 * @param outcome how it ends then
 * @param value what it returns, perhaps JSON's null
 * @param error what it fails with, or null for the default
 * @param onCancel what it does when it is cancelled at work
 * @param cleanup how long it cleans up then
 * @param blocking whether its work stalls the loop
 * @param thread whether it works on another thread
 */
public record ScenarioTask(String name, Duration delay, Outcome outcome, JsonNode value, @Nullable ErrorSpec error,
		OnCancel onCancel, Duration cleanup, boolean blocking, boolean thread) {

	/**
	 * How a task ends.
	 */
	public enum Outcome {

		/**
		 * It returns its value.
		 */
		OK,

		/**
		 * It throws its error.
		 */
		FAIL,

		/**
		 * It throws a CancelledError of its own accord.
		 */
		CANCEL

	}

	/**
	 * What a task does when it is cancelled at work.
	 */
	public enum OnCancel {

		/**
		 * It cleans up and lets the error out.
		 */
		PROPAGATE,

		/**
		 * It works on as if nothing had happened.
		 */
		SUPPRESS,

		/**
		 * It cleans up and returns its value.
		 */
		RETURN,

		/**
		 * It cleans up and throws its own error.
		 */
		RAISE

	}

	/**
	 * An error by its Python name.
	 *
	 * @param type the name of the type, or null for ValueError
	 * @param message the message, or null for the default
	 */
	public record ErrorSpec(@Nullable String type, @Nullable String message) {

		static RaisedError toRaise(@Nullable ErrorSpec spec, String defaultMessage) {
			String type = (spec != null && spec.type() != null) ? spec.type() : "ValueError";
			String message = (spec != null && spec.message() != null) ? spec.message() : defaultMessage;
			return new RaisedError(type, message);
		}

	}

}
