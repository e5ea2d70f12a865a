package dev.asynclab.asyncio;

/**
 * A {@link Queue} had nothing to give at once.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-queue.html#asyncio.QueueEmpty">asyncio.QueueEmpty</a>
 */
public class QueueEmpty extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
