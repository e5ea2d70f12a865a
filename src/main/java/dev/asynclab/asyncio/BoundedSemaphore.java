package dev.asynclab.asyncio;

/**
 * A {@link Semaphore} that refuses more permits than it began with.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-sync.html#asyncio.BoundedSemaphore">asyncio.BoundedSemaphore</a>
 */
public final class BoundedSemaphore extends Semaphore {

	private final int bound;

	/**
	 * Creates a semaphore.
	 * @param value how many may come in
	 * @throws IllegalArgumentException if it is negative
	 */
	public BoundedSemaphore(int value) {
		super(value);
		this.bound = value;
	}

	/**
	 * Gives a permit back and wakes the first that waits.
	 * @throws IllegalStateException if all have been given back
	 */
	@Override
	public void release() {
		if (value() >= this.bound) {
			throw new IllegalStateException("BoundedSemaphore released too many times");
		}
		super.release();
	}

}
