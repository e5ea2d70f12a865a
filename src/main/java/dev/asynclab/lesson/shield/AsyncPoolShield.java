package dev.asynclab.lesson.shield;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * {@code shield} as {@link CompletableFuture#copy()}: the copy completes when the task
 * does, but cancelling the copy does not reach the task.
 * <p>
 * A failure of the task is raised in the awaiting code. Cancelling the returned future
 * ends the wait at once and leaves the task alone. If other code cancels the task, the
 * wait ends with a CancellationException (fact 59).
 * <p>
 * The gap: a failure that comes after the wait was cancelled is never reported. asyncio
 * reports that it was never retrieved (60).
 *
 * <pre>{@code
 * tasks = [asyncio.create_task(call()) for call in calls]
 * results = [await asyncio.shield(task) for task in tasks]
 * }</pre>
 */
public class AsyncPoolShield {

	/**
	 * Shields a task.
	 * @param <T> the type of the value
	 * @param task the future that an {@code @Async} method returned
	 * @return the same value or error; cancelling it does not cancel the task
	 */
	public <T> CompletableFuture<T> shield(CompletableFuture<T> task) {
		return task.copy();
	}

	/**
	 * Awaits each task in order, behind a shield.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @return the values in order, or the error of the first task in order that failed;
	 * cancelling it cancels none of the tasks
	 */
	public <T> CompletableFuture<List<T>> awaitShielded(List<CompletableFuture<T>> tasks) {
		CompletableFuture<List<T>> results = CompletableFuture.completedFuture(new ArrayList<>());
		for (CompletableFuture<T> task : tasks) {
			results = results.thenCompose((values) -> shield(task).thenApply((value) -> {
				values.add(value);
				return values;
			}));
		}
		return results;
	}

}
