package dev.asynclab.asyncio;

import java.util.List;

/**
 * An {@link ExceptionGroup} that holds an {@link Error}, and so is one: what
 * {@code catch (Exception)} does not swallow alone, it does not swallow in a group.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/exceptions.html#BaseExceptionGroup">BaseExceptionGroup</a>
 */
public final class BaseExceptionGroup extends Error {

	private static final long serialVersionUID = 1L;

	private final String message;

	private final transient List<Throwable> exceptions;

	/**
	 * Creates the group.
	 * @param message what failed
	 * @param exceptions the errors
	 */
	public BaseExceptionGroup(String message, List<? extends Throwable> exceptions) {
		super(message);
		this.message = message;
		this.exceptions = List.copyOf(exceptions);
		this.exceptions.forEach(this::addSuppressed);
	}

	/**
	 * Returns the errors in the order in which they happened.
	 * @return at least one error
	 */
	public List<Throwable> exceptions() {
		return this.exceptions;
	}

	/**
	 * Returns what failed, without the number of errors that {@link #getMessage()} adds.
	 * @return the message as given
	 */
	public String message() {
		return this.message;
	}

	@Override
	public String getMessage() {
		return this.message + ExceptionGroup.subExceptions(this.exceptions.size());
	}

}
