package dev.asynclab.lesson.waitfor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code wait_for} over what an {@code @Async} method returns: the task runs already.
 * {@code orTimeout} alone would leave it running.
 * <p>
 * A failure is raised as it is. When time is up the task is cancelled and a
 * {@link java.util.concurrent.TimeoutException} raised; cancelling the returned future
 * cancels the task too. Give a future here whose cancel interrupts, since that of a plain
 * {@code CompletableFuture} leaves the thread at work.
 * <p>
 * The gap: a CompletableFuture is cancelled the moment it is asked to be, so this never
 * waits for the clean-up of the task (facts 45 and 48), and what a task returns or raises
 * that refuses to end is lost (46).
 *
 * <pre>{@code
 * result = await asyncio.wait_for(fetch("A"), timeout=1)
 * }</pre>
 */
public class AsyncPoolWaitFor {

	/**
	 * Awaits a task, but not for longer than the time-out.
	 * @param <T> the type of the value
	 * @param task the task
	 * @param timeout how long at most; if zero, only a value that is there counts
	 * @return the task's value or error, or the time-out
	 */
	public <T> CompletableFuture<T> waitFor(CompletableFuture<T> task, Duration timeout) {
		// A copy: the time-out is to be told from the task's own end.
		CompletableFuture<T> result = task.copy().orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
		// Also when time is up or the result is cancelled; nothing if the task is done.
		result.whenComplete((_, _) -> task.cancel(true));
		return result;
	}

}
