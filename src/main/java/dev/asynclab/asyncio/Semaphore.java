package dev.asynclab.asyncio;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Lets so many tasks in at once. Waiters come in in the order in which they came, and
 * nobody overtakes them; a permit granted to a waiter that is cancelled goes to the next.
 * Any task may release.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-sync.html#asyncio.Semaphore">asyncio.Semaphore</a>
 */
public sealed class Semaphore permits BoundedSemaphore {

	private final Deque<Future<@Nullable Void>> waiters = new ArrayDeque<>();

	private int value;

	/**
	 * Creates a semaphore.
	 * @param value how many may come in
	 * @throws IllegalArgumentException if it is negative
	 */
	public Semaphore(int value) {
		if (value < 0) {
			throw new IllegalArgumentException("Semaphore initial value must be >= 0");
		}
		this.value = value;
	}

	/**
	 * Says whether {@link #acquire()} would wait.
	 * @return whether there is no permit, or somebody waits already
	 */
	public boolean locked() {
		return this.value == 0 || this.waiters.stream().anyMatch((waiter) -> !waiter.cancelled());
	}

	/**
	 * Waits for a permit and takes it.
	 * @throws CancelledError if the waiting task is cancelled; it has no permit then
	 */
	public void acquire() {
		if (!locked()) {
			this.value--;
			return;
		}
		Future<@Nullable Void> turn = EventLoop.running().createFuture();
		this.waiters.add(turn);
		try {
			turn.await();
		}
		catch (CancelledError error) {
			if (turn.done() && !turn.cancelled()) {
				this.value++;
			}
			throw error;
		}
		finally {
			this.waiters.remove(turn);
			wakeAsManyAsMay();
		}
	}

	/**
	 * Gives a permit back, or a new one, and wakes the first that waits.
	 */
	public void release() {
		this.value++;
		wakeNext();
	}

	/**
	 * Runs the block with a permit: {@code async with semaphore}.
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
	 * Runs the block with a permit: {@code async with semaphore}.
	 * @param block what to run
	 */
	public void with(VoidCoroutine block) {
		with(block.returningNull());
	}

	final int value() {
		return this.value;
	}

	private void wakeAsManyAsMay() {
		while (this.value > 0) {
			if (!wakeNext()) {
				return;
			}
		}
	}

	private boolean wakeNext() {
		for (Future<@Nullable Void> waiter : this.waiters) {
			if (!waiter.done()) {
				this.value--;
				waiter.setResult(null);
				return true;
			}
		}
		return false;
	}

}
