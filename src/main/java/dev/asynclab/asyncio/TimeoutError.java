package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * An operation was not done in time. Its cause is the {@link CancelledError} that ended
 * the operation, where one did.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/exceptions.html#TimeoutError">TimeoutError</a>
 */
public class TimeoutError extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the error.
	 */
	public TimeoutError() {
	}

	TimeoutError(@Nullable CancelledError cause) {
		super(null, cause);
	}

}
