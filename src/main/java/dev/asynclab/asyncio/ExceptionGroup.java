package dev.asynclab.asyncio;

import java.util.List;

/**
 * What a {@link TaskGroup} throws when children or its body failed, even if only one did.
 * The errors are also its suppressed exceptions, so that a stack trace shows them all.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/exceptions.html#ExceptionGroup">ExceptionGroup</a>
 * @see ExceptStar
 */
public final class ExceptionGroup extends RuntimeException implements AnyExceptionGroup {

	private static final long serialVersionUID = 1L;

	private final String message;

	private final Throwable[] exceptions;

	/**
	 * Creates the group.
	 * @param message what failed
	 * @param exceptions at least one error, none of them an {@link Error}
	 * @throws IllegalArgumentException if there is none, or one is an {@link Error}
	 */
	public ExceptionGroup(String message, List<? extends Throwable> exceptions) {
		super(message);
		if (exceptions.isEmpty()) {
			throw new IllegalArgumentException("A group has at least one error");
		}
		if (!exceptions.stream().allMatch(Exception.class::isInstance)) {
			throw new IllegalArgumentException("Cannot nest BaseExceptions in an ExceptionGroup");
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
