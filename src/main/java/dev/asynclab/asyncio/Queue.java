package dev.asynclab.asyncio;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A queue between tasks. Tasks that wait for an item, or for a free place, are served
 * first come, first served. One that is cancelled takes no item.
 *
 * @param <T> the type of the items, none of which is null
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-queue.html#asyncio.Queue">asyncio.Queue</a>
 */
public sealed class Queue<T> extends LoopBound permits PriorityQueue, LifoQueue {

	private final Collection<T> items;

	private final Supplier<@Nullable T> poll;

	private final Deque<Future<@Nullable Void>> getters = new ArrayDeque<>();

	private final Deque<Future<@Nullable Void>> putters = new ArrayDeque<>();

	private final Event finished = new Event();

	private final int maxsize;

	private int unfinished;

	private boolean shutDown;

	/**
	 * Creates a queue without a bound.
	 */
	public Queue() {
		this(0);
	}

	/**
	 * Creates a queue.
	 * @param maxsize how many items it holds at most; without a bound if not positive
	 */
	public Queue(int maxsize) {
		this(maxsize, new ArrayDeque<>());
	}

	private Queue(int maxsize, ArrayDeque<T> items) {
		this(maxsize, items, items::poll);
	}

	/**
	 * Creates a queue of another order.
	 * @param maxsize how many items it holds at most
	 * @param items holds them
	 * @param poll removes the next, and returns null if there is none
	 */
	Queue(int maxsize, Collection<T> items, Supplier<@Nullable T> poll) {
		this.maxsize = maxsize;
		this.items = items;
		this.poll = poll;
		this.finished.set();
	}

	/**
	 * Returns the bound.
	 * @return as given to the constructor
	 */
	public int maxsize() {
		return this.maxsize;
	}

	/**
	 * Returns the number of items.
	 * @return the number of items
	 */
	public int qsize() {
		return this.items.size();
	}

	/**
	 * Says whether there is no item.
	 * @return whether it is empty
	 */
	public boolean empty() {
		return this.items.isEmpty();
	}

	/**
	 * Says whether there is no free place.
	 * @return whether it is full, which an unbounded queue never is
	 */
	public boolean full() {
		return this.maxsize > 0 && this.items.size() >= this.maxsize;
	}

	/**
	 * Waits for a free place and puts the item there.
	 * @param item the item
	 * @throws QueueShutDown if the queue was shut down
	 * @throws CancelledError if the waiting task is cancelled; the item is not in the
	 * queue then
	 * @throws IllegalStateException if it has to wait and is not called by a task, or if
	 * tasks of another loop have waited for this queue
	 */
	public void put(T item) {
		Objects.requireNonNull(item);
		while (full()) {
			await(this.putters, () -> !full());
		}
		putNowait(item);
	}

	/**
	 * Puts the item into the queue if there is a free place.
	 * @param item the item
	 * @throws QueueFull if there is none
	 * @throws QueueShutDown if the queue was shut down
	 */
	public void putNowait(T item) {
		Objects.requireNonNull(item);
		checkThread();
		checkOpen();
		if (full()) {
			throw new QueueFull();
		}
		this.items.add(item);
		this.unfinished++;
		this.finished.clear();
		wakeNext(this.getters);
	}

	/**
	 * Waits for an item and takes it.
	 * @return the item
	 * @throws QueueShutDown if the queue was shut down and is empty
	 * @throws CancelledError if the waiting task is cancelled; no item is lost then
	 * @throws IllegalStateException if it has to wait and is not called by a task, or if
	 * tasks of another loop have waited for this queue
	 */
	public T get() {
		while (empty()) {
			await(this.getters, () -> !empty());
		}
		return getNowait();
	}

	/**
	 * Takes an item if there is one.
	 * @return the item
	 * @throws QueueEmpty if there is none
	 * @throws QueueShutDown if there is none and the queue was shut down
	 */
	public T getNowait() {
		checkThread();
		T item = this.poll.get();
		if (item == null) {
			checkOpen();
			throw new QueueEmpty();
		}
		wakeNext(this.putters);
		return item;
	}

	/**
	 * Says that the work for an item is done. Call it once for each item that was taken.
	 * @throws IllegalStateException if it was called for all items already
	 */
	public void taskDone() {
		if (this.unfinished <= 0) {
			throw new IllegalStateException("task_done() called too many times");
		}
		if (this.unfinished == 1) {
			this.finished.set();
		}
		this.unfinished--;
	}

	/**
	 * Waits until {@link #taskDone()} was called for each item that was put.
	 * @throws CancelledError if the waiting task is cancelled
	 */
	public void join() {
		if (this.unfinished > 0) {
			this.finished.await();
		}
	}

	/**
	 * Shuts the queue down: from now on {@code put} fails, and {@code get} fails once the
	 * queue is empty. Tasks that wait are woken and fail so, too.
	 */
	public void shutdown() {
		shutdown(false);
	}

	/**
	 * Shuts the queue down: from now on {@code put} fails, and {@code get} fails once the
	 * queue is empty. Tasks that wait are woken and fail so, too.
	 * @param immediate whether to drop the items, as if the work for them were done
	 */
	public void shutdown(boolean immediate) {
		checkThread();
		this.shutDown = true;
		if (immediate) {
			this.unfinished = Math.max(0, this.unfinished - this.items.size());
			this.items.clear();
			if (this.unfinished == 0) {
				this.finished.set();
			}
		}
		wakeAll(this.getters);
		wakeAll(this.putters);
	}

	private void checkOpen() {
		if (this.shutDown) {
			throw new QueueShutDown();
		}
	}

	// Waits in the queue of getters or putters. A task that was woken but can't go on
	// wakes the next in line.
	private void await(Deque<Future<@Nullable Void>> queue, BooleanSupplier mayGoOn) {
		checkOpen();
		Future<@Nullable Void> waiter = createWaiter();
		queue.add(waiter);
		try {
			waiter.await();
		}
		catch (Throwable error) {
			waiter.cancel();
			queue.remove(waiter);
			if (!waiter.cancelled() && mayGoOn.getAsBoolean()) {
				wakeNext(queue);
			}
			throw error;
		}
	}

	// One that can't be woken stays in the queue.
	private static void wakeNext(Deque<Future<@Nullable Void>> queue) {
		boolean woken = false;
		while (!woken && !queue.isEmpty()) {
			woken = wake(queue.element());
			queue.remove();
		}
	}

	private static void wakeAll(Deque<Future<@Nullable Void>> queue) {
		while (!queue.isEmpty()) {
			wakeNext(queue);
		}
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("<" + getClass().getSimpleName() + " maxsize=" + this.maxsize);
		if (!this.items.isEmpty()) {
			text.append(" _queue=").append(this.items);
		}
		if (!this.getters.isEmpty()) {
			text.append(" _getters[").append(this.getters.size()).append(']');
		}
		if (!this.putters.isEmpty()) {
			text.append(" _putters[").append(this.putters.size()).append(']');
		}
		if (this.unfinished > 0) {
			text.append(" tasks=").append(this.unfinished);
		}
		return text.append(this.shutDown ? " shutdown>" : ">").toString();
	}

}
