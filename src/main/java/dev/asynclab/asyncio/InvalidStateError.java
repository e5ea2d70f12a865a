package dev.asynclab.asyncio;

/**
 * A future was asked for what it does not have yet, or told what it already knows.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-exceptions.html#asyncio.InvalidStateError">
 * asyncio.InvalidStateError</a>
 */
public class InvalidStateError extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidStateError(String message) {
		super(message);
	}

}
