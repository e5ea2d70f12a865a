package dev.asynclab.asyncio;

/**
 * A task waited at a {@link Barrier} that was aborted or reset.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-sync.html#asyncio.BrokenBarrierError">asyncio.BrokenBarrierError</a>
 */
public class BrokenBarrierError extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	BrokenBarrierError(String message) {
		super(message);
	}

}
