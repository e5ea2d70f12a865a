package dev.asynclab.lesson.ascompleted;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * {@code as_completed} over the futures that {@code @Async} methods return: a callback
 * takes each value when its task ends.
 * <p>
 * The first failure ends the result with its error when the turn of its task comes. A
 * time-out ends it with a {@link java.util.concurrent.TimeoutException}. Neither cancels
 * a task, and cancelling the returned future does not either: all tasks run on.
 * <p>
 * The gap: asyncio's loop pulls the values and can go on after a failure. Callbacks push
 * them, so nothing can go on after a failure (fact 56), unless each task handles its own.
 *
 * <pre>{@code
 * for earliest in asyncio.as_completed(tasks, timeout=5):
 *     results.append(await earliest)
 * }</pre>
 */
public class AsyncPoolAsCompleted {

	/**
	 * Awaits all tasks, in the order in which they end.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @param timeout the time limit for all tasks together
	 * @return the values in the order in which the tasks end, the first error, or the
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
