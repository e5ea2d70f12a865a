package dev.asynclab.asyncio;

import java.util.List;

/**
 * What a {@link TaskGroup} throws when children or its body failed, even if only one did.
 * The errors are also its suppressed exceptions, so that a stack trace shows them all.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/exceptions.html#ExceptionGroup">ExceptionGroup</a>
 */
public final class ExceptionGroup extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final GroupedErrors errors;

	/**
	 * Creates the group.
	 * @param message what failed
	 * @param exceptions at least one error, none of them an {@link Error}
	 */
	public ExceptionGroup(String message, List<? extends Throwable> exceptions) {
		super(message);
		this.errors = GroupedErrors.of(this, message, exceptions);
	}

	/**
	 * Returns the errors in the order in which they happened.
	 * @return at least one error
	 */
	public List<Throwable> exceptions() {
		return this.errors.exceptions();
	}

	/**
	 * Returns what failed, without the number of errors that {@link #getMessage()} adds.
	 * @return the message as given
	 */
	public String message() {
		return this.errors.message();
	}

	@Override
	public String getMessage() {
		return this.errors.text();
	}

}
