package dev.asynclab.lesson.ascompleted;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * {@code as_completed} over what {@code @Async} methods return: each is told of as it
 * completes.
 * <p>
 * The first failure ends the whole at its place in the order. Neither that, nor the
 * {@link java.util.concurrent.TimeoutException} when time is up, nor cancelling the
 * returned future cancels a task: all run on.
 * <p>
 * The gap: callbacks push where asyncio's loop pulls, so there is no place to go on after
 * a failure (fact 56), unless each task takes its own.
 *
 * <pre>{@code
 * for earliest in asyncio.as_completed(tasks, timeout=5):
 *     results.append(await earliest)
 * }</pre>
 */
public class AsyncPoolAsCompleted {

	/**
	 * Awaits all tasks, the earliest first.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @param timeout how long at most, for all together
	 * @return the values in the order in which they came, the first error, or the
	 * time-out
	 */
	public <T> CompletableFuture<List<T>> asCompleted(List<CompletableFuture<T>> tasks, Duration timeout) {
		List<T> values = new CopyOnWriteArrayList<>();
		CompletableFuture<List<T>> results = new CompletableFuture<>();
		CompletableFuture<?>[] each = tasks.stream()
			.map((task) -> task.thenAccept(values::add).whenComplete((_, error) -> {
				if (error != null) {
					// Wrapped, so that a cancelled task does not make this one look
					// cancelled.
					results.completeExceptionally(new CompletionException(error));
				}
			}))
			.toArray(CompletableFuture<?>[]::new);
		CompletableFuture.allOf(each).thenRun(() -> results.complete(values));
		return results.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

}
