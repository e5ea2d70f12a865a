package dev.asynclab.scenario;

import org.jspecify.annotations.Nullable;

/**
 * A scenario that the grammar or the limits do not allow.
 */
public class InvalidScenarioException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String path;

	private final @Nullable String value;

	private final String allowed;

	/**
	 * Creates the exception.
	 * @param path where it is wrong: {@code tasks[2].delayMs}, or empty for the whole
	 * @param value what is there, or null if nothing is
	 * @param allowed what should be
	 */
	public InvalidScenarioException(String path, @Nullable String value, String allowed) {
		super((path.isEmpty() ? "the scenario" : path) + ": "
				+ ((value != null) ? "got " + value + ", expected " : "expected ") + allowed);
		this.path = path;
		this.value = value;
		this.allowed = allowed;
	}

	/**
	 * Returns where it is wrong.
	 * @return the path
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Returns what is there.
	 * @return the value as JSON, cut where it is long, or null
	 */
	public @Nullable String value() {
		return this.value;
	}

	/**
	 * Returns what should be there.
	 * @return a description
	 */
	public String allowed() {
		return this.allowed;
	}

}
