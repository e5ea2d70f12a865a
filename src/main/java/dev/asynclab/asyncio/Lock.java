package dev.asynclab.asyncio;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * A lock for tasks. It belongs to no task in particular: any may release it. Waiters get
 * it in the order in which they came.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-sync.html#asyncio.Lock">asyncio.Lock</a>
 */
public final class Lock {

	private final Deque<Future<@Nullable Void>> waiters = new ArrayDeque<>();

	private boolean locked;

	/**
	 * Says whether somebody has the lock.
	 * @return whether it is locked
	 */
	public boolean locked() {
		return this.locked;
	}

	/**
	 * Waits for the lock and takes it.
	 * @throws CancelledError if the waiting task is cancelled; it has not got the lock
	 * then
	 */
	public void acquire() {
		if (!this.locked && this.waiters.stream().allMatch(Future::cancelled)) {
			this.locked = true;
			return;
		}
		Future<@Nullable Void> turn = EventLoop.running().createFuture();
		this.waiters.add(turn);
		try {
			turn.await();
		}
		catch (CancelledError error) {
			this.waiters.remove(turn);
			if (!this.locked) {
				wakeFirst();
			}
			throw error;
		}
		this.waiters.remove(turn);
		this.locked = true;
	}

	/**
	 * Gives the lock back and wakes the first that waits.
	 * @throws IllegalStateException if nobody has it
	 */
	public void release() {
		if (!this.locked) {
			throw new IllegalStateException("Lock is not acquired.");
		}
		this.locked = false;
		wakeFirst();
	}

	/**
	 * Runs the block with the lock: {@code async with lock}.
	 * @param <T> what the block returns
	 * @param block what to run
	 * @return what the block returns
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
	 * Runs the block with the lock: {@code async with lock}.
	 * @param block what to run
	 */
	public void with(VoidCoroutine block) {
		with(block.returningNull());
	}

	private void wakeFirst() {
		Future<@Nullable Void> first = this.waiters.peek();
		if (first != null && !first.done()) {
			first.setResult(null);
		}
	}

}
