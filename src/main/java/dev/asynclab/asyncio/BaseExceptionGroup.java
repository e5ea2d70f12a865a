package dev.asynclab.asyncio;

import java.util.List;

/**
 * A group that holds an {@link Error}, and so is one: {@code catch (Exception)} catches
 * neither the error nor its group. Python's holds a {@code BaseException} and is one for
 * the same reason.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/exceptions.html#BaseExceptionGroup">BaseExceptionGroup</a>
 * @see AnyExceptionGroup
 */
public final class BaseExceptionGroup extends Error implements AnyExceptionGroup {

	private static final long serialVersionUID = 1L;

	private final String message;

	private final Throwable[] exceptions;

	/**
	 * Creates the group.
	 * @param message what failed
	 * @param exceptions at least one error
	 * @throws IllegalArgumentException if there is none
	 */
	public BaseExceptionGroup(String message, List<? extends Throwable> exceptions) {
		super(message);
		if (exceptions.isEmpty()) {
			throw new IllegalArgumentException("A group has at least one error");
		}
		this.message = message;
		this.exceptions = exceptions.toArray(Throwable[]::new);
		exceptions.forEach(this::addSuppressed);
	}

	@Override
	public List<Throwable> exceptions() {
		return List.of(this.exceptions);
	}

	@Override
	public String message() {
		return this.message;
	}

	@Override
	public Throwable asThrowable() {
		return this;
	}

	@Override
	public String getMessage() {
		int count = this.exceptions.length;
		return this.message + " (" + count + ((count == 1) ? " sub-exception)" : " sub-exceptions)");
	}

}
