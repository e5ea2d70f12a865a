package dev.asynclab.asyncio;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks wait for. It is not set at first.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-sync.html#asyncio.Event">asyncio.Event</a>
 */
public final class Event extends LoopBound {

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
	 * Sets the flag and wakes all tasks that wait.
	 */
	public void set() {
		if (!this.set) {
			this.waiters.forEach(LoopBound::wake);
			this.set = true;
		}
	}

	/**
	 * Clears the flag: {@link #await()} waits from now on.
	 */
	public void clear() {
		this.set = false;
	}

	/**
	 * Waits until the flag is set; Python's {@code wait()}.
	 * @throws CancelledError if the waiting task is cancelled
	 * @throws IllegalStateException if it has to wait and is not called by a task, or if
	 * tasks of another loop have waited for this event
	 */
	public void await() {
		if (!this.set) {
			waitIn(this.waiters, createWaiter());
		}
	}

	@Override
	public String toString() {
		return "<Event [" + (this.set ? "set" : "unset") + waiters(this.waiters) + "]>";
	}

}
