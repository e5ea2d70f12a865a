package dev.asynclab.scenario;

import org.jspecify.annotations.Nullable;

/**
 * An error that a scenario asked for.
 */
final class RaisedError extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String type;

	RaisedError(String type, @Nullable String message) {
		super(message, null, false, false);
		this.type = type;
	}

	String type() {
		return this.type;
	}

}
