package dev.asynclab.lesson.shield;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * {@code shield} as {@link CompletableFuture#copy()}: a copy hears of its task, but the
 * task never hears of the copy.
 * <p>
 * A failure of the task is raised in the awaiter. Cancelling what is returned ends the
 * wait at once and leaves the task alone; a task that others cancelled ends the awaiter
 * with a CancellationException (fact 59).
 * <p>
 * The gap: a failure that comes after the awaiter has left is never reported, where
 * asyncio tells that it was never retrieved (60).
 *
 * <pre>{@code
 * tasks = [asyncio.create_task(call()) for call in calls]
 * results = [await asyncio.shield(task) for task in tasks]
 * }</pre>
 */
public class AsyncPoolShield {

	/**
	 * Puts a shield before a task.
	 * @param <T> the type of the value
	 * @param task what an {@code @Async} method returned
	 * @return the same value or error; cancelling it does not cancel the task
	 */
	public <T> CompletableFuture<T> shield(CompletableFuture<T> task) {
		return task.copy();
	}

	/**
	 * Awaits each task in order, behind a shield.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @return the values in order, or the error of the first in order that failed;
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
