package dev.asynclab.asyncio;

/**
 * A {@link Queue} was shut down.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-queue.html#asyncio.QueueShutDown">asyncio.QueueShutDown</a>
 */
public class QueueShutDown extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
