package dev.asynclab.asyncio;

/**
 * A {@link Queue} had no place at once.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-queue.html#asyncio.QueueFull">asyncio.QueueFull</a>
 */
public class QueueFull extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
