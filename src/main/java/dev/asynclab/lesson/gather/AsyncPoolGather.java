package dev.asynclab.lesson.gather;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * {@code gather} over what {@code @Async} methods return: the tasks run already.
 * <p>
 * The first failure is raised at once and the other tasks run on, where {@code allOf}
 * would wait for them. Cancelling the returned future cancels every task that has not
 * ended; give futures here whose cancel interrupts, since that of a plain
 * {@code CompletableFuture} does not.
 * <p>
 * The gap: a CompletableFuture is cancelled the moment it is asked to be, so a cancelled
 * gather never waits for the clean-up of its tasks (facts 29 and 30). That a task was
 * cancelled by others is raised as a CancellationException and cancels nobody (27), and
 * cancelling a gather that has failed returns {@code false} and touches nobody (31).
 *
 * <pre>{@code
 * results = await asyncio.gather(fetch("A"), fetch("B"))
 * }</pre>
 */
public class AsyncPoolGather {

	/**
	 * Awaits all tasks.
	 * @param <T> the type of the values
	 * @param tasks the tasks; one that is given twice is reported twice
	 * @return the values in argument order, or the first error in time
	 */
	public <T> CompletableFuture<List<T>> gather(List<CompletableFuture<T>> tasks) {
		CompletableFuture<List<T>> results = new CompletableFuture<>();
		tasks.forEach((task) -> task.whenComplete((_, error) -> {
			if (error != null) {
				// Wrapped, so that a cancelled task does not make this one look
				// cancelled.
				results.completeExceptionally(wrapped(error));
			}
		}));
		all(tasks).thenRun(() -> results.complete(tasks.stream().map(CompletableFuture::join).toList()));
		return cancelling(tasks, results);
	}

	/**
	 * Awaits all tasks, and takes errors as values: {@code return_exceptions=True}.
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
				// The last first, or those that wait would start in the places set free.
				tasks.reversed().forEach((task) -> task.cancel(true));
			}
		});
		return results;
	}

}
