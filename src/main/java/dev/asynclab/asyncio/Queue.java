package dev.asynclab.asyncio;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * A queue between tasks. Who waits for an item or for a place is served in the order in
 * which they came, and one that is cancelled loses no item.
 *
 * @param <T> the type of the items
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-queue.html#asyncio.Queue">asyncio.Queue</a>
 */
public final class Queue<T> {

	private final Deque<T> items = new ArrayDeque<>();

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
	 * @param maxsize how many items it holds; if not positive, any number
	 */
	public Queue(int maxsize) {
		this.maxsize = maxsize;
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
	 * Says whether there is no place.
	 * @return whether it is full, which an unbounded queue never is
	 */
	public boolean full() {
		return this.maxsize > 0 && this.items.size() >= this.maxsize;
	}

	/**
	 * Waits for a place and puts the item there.
	 * @param item the item
	 * @throws QueueShutDown if the queue was shut down
	 * @throws CancelledError if the waiting task is cancelled; the item is not in the
	 * queue then
	 */
	public void put(T item) {
		while (full()) {
			checkOpen();
			Future<@Nullable Void> putter = EventLoop.running().createFuture();
			this.putters.add(putter);
			try {
				putter.await();
			}
			catch (Throwable error) {
				leave(putter, this.putters, !full());
				throw error;
			}
		}
		putNowait(item);
	}

	/**
	 * Puts the item into the queue if there is a place.
	 * @param item the item
	 * @throws QueueFull if there is none
	 * @throws QueueShutDown if the queue was shut down
	 */
	public void putNowait(T item) {
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
	 */
	public T get() {
		while (empty()) {
			checkOpen();
			Future<@Nullable Void> getter = EventLoop.running().createFuture();
			this.getters.add(getter);
			try {
				getter.await();
			}
			catch (Throwable error) {
				leave(getter, this.getters, !empty());
				throw error;
			}
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
		T item = this.items.poll();
		if (item == null) {
			checkOpen();
			throw new QueueEmpty();
		}
		wakeNext(this.putters);
		return item;
	}

	/**
	 * Says that an item which was taken has been dealt with.
	 * @throws IllegalStateException if that was said for all items already
	 */
	public void taskDone() {
		if (this.unfinished <= 0) {
			throw new IllegalStateException("task_done() called too many times");
		}
		this.unfinished--;
		if (this.unfinished == 0) {
			this.finished.set();
		}
	}

	/**
	 * Waits until every item has been dealt with.
	 * @throws CancelledError if the waiting task is cancelled
	 */
	public void join() {
		if (this.unfinished > 0) {
			this.finished.await();
		}
	}

	/**
	 * Shuts the queue down, after which nothing can be put and gets fail once it is
	 * empty.
	 */
	public void shutdown() {
		shutdown(false);
	}

	/**
	 * Shuts the queue down, after which nothing can be put and gets fail once it is
	 * empty.
	 * @param immediate whether to drop the items, as if they had been dealt with
	 */
	public void shutdown(boolean immediate) {
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

	// Who was woken but can't take the call wakes the next in line.
	private static void leave(Future<?> waiter, Deque<Future<@Nullable Void>> waiters, boolean mayGoOn) {
		waiter.cancel();
		waiters.remove(waiter);
		if (mayGoOn && !waiter.cancelled()) {
			wakeNext(waiters);
		}
	}

	private static void wakeNext(Deque<Future<@Nullable Void>> waiters) {
		for (Future<@Nullable Void> waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
			if (!waiter.done()) {
				waiter.setResult(null);
				return;
			}
		}
	}

	private static void wakeAll(Deque<Future<@Nullable Void>> waiters) {
		while (!waiters.isEmpty()) {
			wakeNext(waiters);
		}
	}

}
