package dev.asynclab.asyncio;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * {@code wait_for}: awaits with a time limit. When time is up the task is cancelled and
 * <em>awaited</em>, so the {@link TimeoutError} may come late; a task that refuses to end
 * has its value or error returned instead. When the caller is cancelled, so is the task.
 */
final class WaitFor {

	private WaitFor() {
	}

	static <T extends @Nullable Object> T of(Future<T> future, @Nullable Duration timeout) {
		if (timeout == null || timeout.isPositive()) {
			return new Timeout(timeout).run(future::await);
		}
		if (future.done()) {
			return future.result();
		}
		cancelAndWait(future);
		try {
			return future.result();
		}
		catch (CancelledError error) {
			throw new TimeoutError(error);
		}
	}

	// Runs the coroutine in the caller's task; without any time it never starts.
	static <T extends @Nullable Object> T of(Coroutine<? extends T> coroutine, @Nullable Duration timeout) {
		if (timeout == null || timeout.isPositive()) {
			return new Timeout(timeout).run(coroutine);
		}
		Task<T> task = EventLoop.running().createTask(null, coroutine);
		return of(task, timeout);
	}

	private static <T extends @Nullable Object> void cancelAndWait(Future<T> future) {
		Future<@Nullable Void> waiter = EventLoop.running().createFuture();
		Relay<Future<T>> release = new Relay<>((done) -> LoopBound.wake(waiter), waiter);
		future.whenDone(release);
		try {
			future.cancel();
			waiter.await();
		}
		finally {
			future.removeDoneCallback(release);
		}
	}

}
