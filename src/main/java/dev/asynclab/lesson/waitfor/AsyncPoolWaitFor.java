package dev.asynclab.lesson.waitfor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code wait_for} over the future that an {@code @Async} method returns: the task
 * already runs. {@code orTimeout} alone would leave it running.
 * <p>
 * A failure is raised unchanged. On time-out the task is cancelled and a
 * {@link java.util.concurrent.TimeoutException} is raised. Cancelling the returned future
 * cancels the task too. Pass a future whose cancel interrupts the thread: that of a plain
 * {@code CompletableFuture} leaves the thread working.
 * <p>
 * The gap: a CompletableFuture is cancelled at the moment of the request, so this never
 * waits until the task has cleaned up (facts 45 and 48). If a task refuses to end, what
 * it returns or raises is lost (46).
 *
 * <pre>{@code
 * result = await asyncio.wait_for(fetch("A"), timeout=1)
 * }</pre>
 */
public class AsyncPoolWaitFor {

	/**
	 * Awaits a task, at most until the time-out passes.
	 * @param <T> the type of the value
	 * @param task the task
	 * @param timeout how long to wait at most; if zero, only a value that is already
	 * there counts
	 * @return the value or error of the task, or the time-out
	 */
	public <T> CompletableFuture<T> waitFor(CompletableFuture<T> task, Duration timeout) {
		// A copy: the time-out would end the task itself, and cancel could not reach it.
		CompletableFuture<T> result = task.copy().orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
		// On time-out and on cancellation; it does nothing if the task is done.
		result.whenComplete((_, _) -> task.cancel(true));
		return result;
	}

}
