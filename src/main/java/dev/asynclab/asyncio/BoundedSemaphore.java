package dev.asynclab.asyncio;

/**
 * A {@link Semaphore} that never has more permits than at first.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-sync.html#asyncio.BoundedSemaphore">asyncio.BoundedSemaphore</a>
 */
public final class BoundedSemaphore extends Semaphore {

	private final int bound;

	/**
	 * Creates a semaphore with one permit.
	 */
	public BoundedSemaphore() {
		this(1);
	}

	/**
	 * Creates a semaphore.
	 * @param value the number of permits
	 * @throws IllegalArgumentException if it is negative
	 */
	public BoundedSemaphore(int value) {
		super(value);
		this.bound = value;
	}

	/**
	 * Gives a permit back and wakes the task that has waited longest.
	 * @throws IllegalStateException if all permits have been given back
	 */
	@Override
	public void release() {
		if (value() >= this.bound) {
			throw new IllegalStateException("BoundedSemaphore released too many times");
		}
		super.release();
	}

}
