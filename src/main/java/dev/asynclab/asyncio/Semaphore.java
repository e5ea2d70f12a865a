package dev.asynclab.asyncio;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Limits how many tasks run at once. Waiting tasks are served first come, first served. A
 * permit that was given to a task which is cancelled before it goes on passes to the
 * next. Any task may release a permit, not only one that acquired it.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-sync.html#asyncio.Semaphore">asyncio.Semaphore</a>
 */
public sealed class Semaphore extends LoopBound permits BoundedSemaphore {

	private final Deque<Future<@Nullable Void>> waiters = new ArrayDeque<>();

	private int value;

	/**
	 * Creates a semaphore with one permit.
	 */
	public Semaphore() {
		this(1);
	}

	/**
	 * Creates a semaphore.
	 * @param value the number of permits
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
	 * @return whether there is no permit, or other tasks wait already
	 */
	public boolean locked() {
		return this.value == 0 || this.waiters.stream().anyMatch((waiter) -> !waiter.cancelled());
	}

	/**
	 * Waits for a permit and takes it.
	 * @throws CancelledError if the waiting task is cancelled; it gets no permit then
	 * @throws IllegalStateException if it has to wait and is not called by a task, or if
	 * tasks of another loop have waited for this semaphore
	 */
	public void acquire() {
		if (!locked()) {
			this.value--;
			return;
		}
		Future<@Nullable Void> turn = createWaiter();
		try {
			waitIn(this.waiters, turn);
		}
		catch (Throwable error) {
			if (turn.done() && !turn.cancelled()) {
				this.value++;
			}
			throw error;
		}
		finally {
			while (this.value > 0 && wakeNext()) {
				this.value--;
			}
		}
	}

	/**
	 * Gives a permit back, or adds one, and wakes the task that has waited longest.
	 */
	public void release() {
		if (!wakeNext()) {
			this.value++;
		}
	}

	/**
	 * Takes a permit, runs the block, and gives the permit back however the block ends:
	 * {@code async with semaphore}.
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

	final int value() {
		return this.value;
	}

	// Hands a permit to the first that waits, if any does.
	private boolean wakeNext() {
		return this.waiters.stream().anyMatch(LoopBound::wake);
	}

	@Override
	public String toString() {
		String state = locked() ? "locked" : "unlocked, value:" + this.value;
		return "<" + getClass().getSimpleName() + " [" + state + waiters(this.waiters) + "]>";
	}

}
