package dev.asynclab.asyncio;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks wait for.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-sync.html#asyncio.Event">asyncio.Event</a>
 */
public final class Event {

	private final Deque<Future<@Nullable Void>> waiters = new ArrayDeque<>();

	private boolean set;

	/**
	 * Says whether the flag is set.
	 * @return whether it is set
	 */
	public boolean isSet() {
		return this.set;
	}

	/**
	 * Sets the flag and wakes all that wait.
	 */
	public void set() {
		if (!this.set) {
			this.set = true;
			for (Future<@Nullable Void> waiter : this.waiters) {
				if (!waiter.done()) {
					waiter.setResult(null);
				}
			}
		}
	}

	/**
	 * Takes the flag back: who awaits it now, waits.
	 */
	public void clear() {
		this.set = false;
	}

	/**
	 * Waits until the flag is set; Python's {@code wait()}.
	 * @throws CancelledError if the waiting task is cancelled
	 */
	public void await() {
		if (this.set) {
			return;
		}
		Future<@Nullable Void> waiter = EventLoop.running().createFuture();
		this.waiters.add(waiter);
		try {
			waiter.await();
		}
		finally {
			this.waiters.remove(waiter);
		}
	}

}
