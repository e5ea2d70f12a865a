package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * A task or future was cancelled. It is an {@link Error}, as Python's is a
 * {@code BaseException}: {@code catch (Exception)} does not swallow it.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-exceptions.html#asyncio.CancelledError">
 * asyncio.CancelledError</a>
 */
public class CancelledError extends Error {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the error without a message.
	 */
	public CancelledError() {
	}

	/**
	 * Creates the error.
	 * @param message what {@link Task#cancel(String)} was given
	 */
	public CancelledError(@Nullable String message) {
		super(message);
	}

}
