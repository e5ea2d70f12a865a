package dev.asynclab.scenario.grammar;

/**
 * An error that a task of a scenario raises, by its Python name.
 */
public final class RaisedError extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String type;

	private final String message;

	RaisedError(String type, String message) {
		super(message, null, false, false);
		this.type = type;
		this.message = message;
	}

	@Override
	public String getMessage() {
		return this.message;
	}

	public String type() {
		return this.type;
	}

}
