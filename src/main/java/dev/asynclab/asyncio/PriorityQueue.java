package dev.asynclab.asyncio;

import java.util.Comparator;

/**
 * A {@link Queue} that gives the least item first. Of equal items it gives one after the
 * other in the order in which Python's {@code heapq} would, which is not the order in
 * which they were put: give items a number where that matters.
 *
 * @param <T> the type of the items
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-queue.html#asyncio.PriorityQueue">asyncio.PriorityQueue</a>
 */
public final class PriorityQueue<T> extends Queue<T> {

	/**
	 * Creates a queue without a bound for items that are {@link Comparable}.
	 */
	public PriorityQueue() {
		this(0);
	}

	/**
	 * Creates a queue for items that are {@link Comparable}. If two that have to be
	 * compared are not, {@code put} throws a {@link ClassCastException} and the item is
	 * not in the queue.
	 * @param maxsize how many items it holds at most; without a bound if not positive
	 */
	public PriorityQueue(int maxsize) {
		this(maxsize, PriorityQueue::compare);
	}

	/**
	 * Creates a queue.
	 * @param maxsize how many items it holds at most; without a bound if not positive
	 * @param order says which item is less
	 */
	public PriorityQueue(int maxsize, Comparator<? super T> order) {
		this(maxsize, new Items<>(order));
	}

	private PriorityQueue(int maxsize, Items<T> items) {
		super(maxsize, items, items::poll);
	}

	@SuppressWarnings("unchecked")
	private static <T> int compare(T one, T other) {
		return ((Comparable<? super T>) one).compareTo(other);
	}

	private static final class Items<T> extends Heap<T> {

		private final Comparator<? super T> order;

		Items(Comparator<? super T> order) {
			this.order = order;
		}

		@Override
		boolean isLess(T one, T other) {
			return this.order.compare(one, other) < 0;
		}

	}

}
