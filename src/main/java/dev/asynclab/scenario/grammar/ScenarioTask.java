package dev.asynclab.scenario.grammar;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One task of a {@link Scenario}.
 *
 * @param name the task's name
 * @param delay how long the task works
 * @param outcome how the task ends after that
 * @param value what the task returns, perhaps JSON's null
 * @param error what the task fails with, or null for the default
 * @param onCancel what the task does when it is cancelled while it works
 * @param cleanup how long the task cleans up in that case
 * @param blocking whether the task's work stalls the loop
 * @param thread whether the task works on another thread
 * @param then how the task meets other tasks when its work is done
 */
public record ScenarioTask(String name, Duration delay, Outcome outcome, JsonNode value, @Nullable ErrorSpec error,
		OnCancel onCancel, Duration cleanup, boolean blocking, boolean thread, Then then) {

	/**
	 * Ends the task after its work.
	 * @param <X> the type of the style's own error
	 * @param cancelled creates the style's error for a task that cancels itself
	 * @return the task's value
	 * @throws X if the task cancels itself
	 * @throws RaisedError if the task fails
	 */
	public <X extends Throwable> JsonNode end(Supplier<X> cancelled) throws X {
		return switch (this.outcome) {
			case OK -> this.value;
			case FAIL -> throw failure();
			case CANCEL -> throw cancelled.get();
		};
	}

	/**
	 * Ends the task after its clean-up.
	 * @param <X> the type of the style's own error
	 * @param cancelled the style's error for a task that was cancelled
	 * @return the task's value, if it returns one all the same
	 * @throws X if the task lets the cancellation out
	 * @throws RaisedError if the task fails
	 */
	public <X extends Throwable> JsonNode endCleanup(X cancelled) throws X {
		return switch (this.onCancel) {
			case RETURN -> this.value;
			case RAISE -> throw cleanupFailure();
			case PROPAGATE, SUPPRESS -> throw cancelled;
		};
	}

	/**
	 * Returns what the task fails with after its work.
	 * @return the error
	 */
	public RaisedError failure() {
		return error(" failed");
	}

	/**
	 * Returns what the task fails with after its clean-up.
	 * @return the error
	 */
	public RaisedError cleanupFailure() {
		return error(" failed in cleanup");
	}

	private RaisedError error(String defaultMessage) {
		String type = (this.error != null) ? this.error.type() : null;
		String message = (this.error != null) ? this.error.message() : null;
		return new RaisedError((type != null) ? type : "ValueError",
				(message != null) ? message : this.name + defaultMessage);
	}

	/**
	 * How a task ends.
	 */
	public enum Outcome {

		/** It returns its value. */
		OK,

		/** It throws its error. */
		FAIL,

		/** It throws a CancelledError though it was not cancelled. */
		CANCEL

	}

	/**
	 * What a task does when it is cancelled while it works.
	 */
	public enum OnCancel {

		/** It cleans up and lets the error out. */
		PROPAGATE,

		/** It goes on working as if nothing had happened. */
		SUPPRESS,

		/** It cleans up and returns its value. */
		RETURN,

		/** It cleans up and throws its own error. */
		RAISE

	}

	/**
	 * How a task meets others, between its work and its end. It can be cancelled there,
	 * and lets the error out.
	 */
	public enum Then {

		/** It does not. */
		NOTHING("nothing"),

		/** It waits at the barrier. */
		BARRIER("barrier"),

		/** It waits until it is notified. */
		WAIT("wait"),

		/** It notifies the task that has waited longest. */
		NOTIFY("notify"),

		/** It notifies all tasks that wait. */
		NOTIFY_ALL("notifyAll"),

		/** It puts its value into the queue. */
		PUT("put"),

		/** It takes an item from the queue, which is its value from then on. */
		GET("get");

		private final String id;

		Then(String id) {
			this.id = id;
		}

		/**
		 * Returns the name in a scenario, and of the event in the log.
		 * @return the name
		 */
		public String id() {
			return this.id;
		}

	}

	/**
	 * An error by its Python name.
	 *
	 * @param type the name of the type, or null for ValueError
	 * @param message the message, or null for the default
	 */
	public record ErrorSpec(@Nullable String type, @Nullable String message) {

	}

}
