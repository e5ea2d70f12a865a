package dev.asynclab.asyncio;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * What makes tasks wait for each other belongs to one loop: the first in which a task had
 * to wait. In another loop a wait is refused, since the tasks of two loops can't wake
 * each other.
 */
abstract class LoopBound {

	private @Nullable EventLoop loop;

	// Returns the caller's loop, and from the first call on refuses the tasks of others.
	private synchronized EventLoop bind() {
		EventLoop running = EventLoop.running();
		if (this.loop == null) {
			this.loop = running;
		}
		if (this.loop != running) {
			throw new IllegalStateException(this + " is bound to a different event loop");
		}
		return running;
	}

	// Makes what the calling task is going to wait for. Throws outside tasks, and if this
	// belongs to another loop.
	final Future<@Nullable Void> createWaiter() {
		Task.currentOrThrow();
		return bind().createFuture();
	}

	// Refuses other threads in debug mode, as long as tasks may wait here. To be called
	// before anything changes.
	final synchronized void checkThread() {
		if (this.loop != null) {
			this.loop.checkThread();
		}
	}

	// Lets the caller wait in the queue. It leaves the queue however the wait ends.
	static void waitIn(Collection<Future<@Nullable Void>> queue, Future<@Nullable Void> waiter) {
		queue.add(waiter);
		try {
			waiter.await();
		}
		finally {
			queue.remove(waiter);
		}
	}

	// Wakes a waiter, unless it was woken or cancelled already.
	static boolean wake(Future<@Nullable Void> waiter) {
		if (waiter.done()) {
			return false;
		}
		waiter.setResult(null);
		return true;
	}

	static String waiters(Collection<?> queue) {
		return queue.isEmpty() ? "" : ", waiters:" + queue.size();
	}

}
