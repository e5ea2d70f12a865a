package dev.asynclab.asyncio;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * A lock for tasks. Only one task has it at a time, and tasks get it in the order in
 * which they asked. Any task may release it, not only the one that acquired it.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-sync.html#asyncio.Lock">asyncio.Lock</a>
 */
public final class Lock extends LoopBound {

	private final Deque<Future<@Nullable Void>> waiters = new ArrayDeque<>();

	private boolean locked;

	/**
	 * Says whether a task has the lock.
	 * @return whether it is locked
	 */
	public boolean locked() {
		return this.locked;
	}

	/**
	 * Waits for the lock and takes it.
	 * @throws CancelledError if the waiting task is cancelled; it does not get the lock
	 * then
	 * @throws IllegalStateException if it has to wait and is not called by a task, or if
	 * tasks of another loop have waited for this lock
	 */
	public void acquire() {
		if (!this.locked && this.waiters.stream().allMatch(Future::cancelled)) {
			this.locked = true;
			return;
		}
		try {
			waitIn(this.waiters, createWaiter());
		}
		catch (Throwable error) {
			if (!this.locked) {
				wakeFirst();
			}
			throw error;
		}
		this.locked = true;
	}

	/**
	 * Gives the lock back and wakes the task that has waited longest.
	 * @throws IllegalStateException if the lock is not locked
	 */
	public void release() {
		if (!this.locked) {
			throw new IllegalStateException("Lock is not acquired.");
		}
		wakeFirst();
		this.locked = false;
	}

	/**
	 * Acquires the lock, runs the block, and releases the lock however the block ends:
	 * {@code async with lock}.
	 * @param <T> what the block returns
	 * @param block what to run
	 * @return what the block returns; what it throws is thrown
	 * @throws CancelledError if the task is cancelled while it waits; the block does not
	 * run then
	 */
	public <T extends @Nullable Object> T with(Coroutine<? extends T> block) {
		acquire();
		try {
			return Asyncio.await(block);
		}
		finally {
			release();
		}
	}

	/**
	 * As {@link #with(Coroutine)} for a block that returns nothing.
	 * @param block what to run
	 */
	public void with(VoidCoroutine block) {
		with(block.returningNull());
	}

	private void wakeFirst() {
		Future<@Nullable Void> first = this.waiters.peek();
		if (first != null) {
			wake(first);
		}
	}

	@Override
	public String toString() {
		return "<Lock [" + (this.locked ? "locked" : "unlocked") + waiters(this.waiters) + "]>";
	}

}
