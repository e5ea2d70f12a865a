package dev.asynclab.notation;

import java.io.Serial;

/**
 * A text can't be read as the value that it should be.
 */
public final class NotAllowedException extends IllegalArgumentException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient Sentence allowed;

	/**
	 * Refuses a text.
	 * @param allowed what is allowed
	 */
	public NotAllowedException(Sentence allowed) {
		super(allowed.text());
		this.allowed = allowed;
	}

	/**
	 * Says what is allowed.
	 * @return words to be read after "allowed:"
	 */
	public Sentence allowed() {
		return this.allowed;
	}

}
