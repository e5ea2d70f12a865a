package dev.asynclab.asyncio;

import java.util.ArrayDeque;

/**
 * A {@link Queue} that gives the item first that was put last.
 *
 * @param <T> the type of the items
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-queue.html#asyncio.LifoQueue">asyncio.LifoQueue</a>
 */
public final class LifoQueue<T> extends Queue<T> {

	/**
	 * Creates a queue without a bound.
	 */
	public LifoQueue() {
		this(0);
	}

	/**
	 * Creates a queue.
	 * @param maxsize how many items it holds at most; without a bound if not positive
	 */
	public LifoQueue(int maxsize) {
		this(maxsize, new ArrayDeque<>());
	}

	private LifoQueue(int maxsize, ArrayDeque<T> items) {
		super(maxsize, items, items::pollLast);
	}

}
