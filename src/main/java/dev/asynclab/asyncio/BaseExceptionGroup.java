package dev.asynclab.asyncio;

import java.util.List;

/**
 * A group that holds an {@link Error}, and so is one: what {@code catch (Exception)} does
 * not swallow alone, it does not swallow in a group. Python's holds a
 * {@code BaseException} and is one for the same reason. Unlike Python's it is no
 * supertype of {@link ExceptionGroup}, since no class in Java is the parent of both an
 * {@code Error} and a {@code RuntimeException} but {@code Throwable} itself; code that
 * wants both catches {@code ExceptionGroup | BaseExceptionGroup}.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/exceptions.html#BaseExceptionGroup">BaseExceptionGroup</a>
 */
public final class BaseExceptionGroup extends Error {

	private static final long serialVersionUID = 1L;

	private final GroupedErrors errors;

	/**
	 * Creates the group.
	 * @param message what failed
	 * @param exceptions at least one error
	 */
	public BaseExceptionGroup(String message, List<? extends Throwable> exceptions) {
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
