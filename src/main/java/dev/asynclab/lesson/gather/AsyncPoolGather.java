package dev.asynclab.lesson.gather;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * {@code gather} over the futures that {@code @Async} methods return: the tasks already
 * run.
 * <p>
 * The first failure is raised at once and the other tasks run on; {@code allOf} would
 * wait for them. Cancelling the returned future cancels every task that has not ended.
 * Pass futures whose cancel interrupts the thread: that of a plain
 * {@code CompletableFuture} does not.
 * <p>
 * The gap: a CompletableFuture is cancelled at the moment of the request, so a cancelled
 * gather never waits until its tasks have cleaned up (facts 29 and 30). If other code
 * cancels a task, gather raises a CancellationException and cancels no other task (27).
 * Cancelling a gather that has failed returns {@code false} and cancels nothing (31).
 *
 * <pre>{@code
 * results = await asyncio.gather(fetch("A"), fetch("B"))
 * }</pre>
 */
public class AsyncPoolGather {

	/**
	 * Awaits all tasks.
	 * @param <T> the type of the values
	 * @param tasks the tasks; the value of a task that is given twice is returned twice
	 * @return the values in argument order, or the first error that occurs
	 */
	public <T> CompletableFuture<List<T>> gather(List<CompletableFuture<T>> tasks) {
		CompletableFuture<List<T>> results = new CompletableFuture<>();
		tasks.forEach((task) -> task.whenComplete((_, error) -> {
			if (error != null) {
				// Wrapped, so that a cancelled task does not make the gather look
				// cancelled.
				results.completeExceptionally(wrapped(error));
			}
		}));
		all(tasks).thenRun(() -> results.complete(tasks.stream().map(CompletableFuture::join).toList()));
		return cancelling(tasks, results);
	}

	/**
	 * Awaits all tasks, and returns errors instead of raising them:
	 * {@code return_exceptions=True}.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @return the values and errors in argument order
	 */
	public <T> CompletableFuture<List<Object>> gatherReturningExceptions(List<CompletableFuture<T>> tasks) {
		List<CompletableFuture<Object>> outcomes = tasks.stream()
			.map((task) -> task.<Object>handle((value, error) -> (error != null) ? wrapped(error).getCause() : value))
			.toList();
		return cancelling(tasks,
				all(outcomes).thenApply((_) -> outcomes.stream().map(CompletableFuture::join).toList()));
	}

	private static CompletionException wrapped(Throwable error) {
		return (error instanceof CompletionException ex) ? ex : new CompletionException(error);
	}

	private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> tasks) {
		return CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new));
	}

	private static <R> CompletableFuture<R> cancelling(List<? extends CompletableFuture<?>> tasks,
			CompletableFuture<R> results) {
		results.whenComplete((_, _) -> {
			if (results.isCancelled()) {
				// The last first, or waiting tasks would start in the places set free.
				tasks.reversed().forEach((task) -> task.cancel(true));
			}
		});
		return results;
	}

}
