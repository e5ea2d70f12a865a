package dev.asynclab.scenario.grammar;

import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A scenario that the grammar or the limits do not allow.
 */
public class InvalidScenarioException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String path;

	private final transient @Nullable Object value;

	private final transient Sentence allowed;

	/**
	 * Creates the exception.
	 * @param path the place of the error, such as {@code tasks[2].delayMs}, or empty for
	 * the whole scenario
	 * @param value what stands there, or null for nothing
	 * @param allowed what should stand there
	 */
	public InvalidScenarioException(String path, @Nullable Object value, Sentence allowed) {
		super((path.isEmpty() ? "the scenario" : path) + ": "
				+ ((value != null) ? "got " + value + ", expected " : "expected ") + allowed);
		this.path = path;
		this.value = value;
		this.allowed = allowed;
	}

	public String path() {
		return this.path;
	}

	public @Nullable Object value() {
		return this.value;
	}

	public Sentence allowed() {
		return this.allowed;
	}

}
