package dev.asynclab.lesson.taskgroup;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * {@code TaskGroup} over the futures that {@code @Async} methods return: the tasks
 * already run. {@code allOf} would let the other tasks run on when one fails.
 * <p>
 * The first failure cancels the other tasks and is raised. Cancelling the returned future
 * cancels every task that has not ended. Pass futures whose cancel interrupts the thread:
 * that of a plain {@code CompletableFuture} does not. A task that other code cancels does
 * not cancel the others, but it has no value.
 * <p>
 * The gap: a CompletableFuture is cancelled at the moment of the request, so the group
 * does not wait until its tasks have cleaned up (facts 33 and 37), and errors that they
 * raise then are lost. The error is raised bare, since Java has no {@code except*}.
 *
 * <pre>{@code
 * async with asyncio.TaskGroup() as group:
 *     task1 = group.create_task(fetch("A"))
 *     task2 = group.create_task(fetch("B"))
 * results = [task1.result(), task2.result()]
 * }</pre>
 */
public class AsyncPoolTaskGroup {

	/**
	 * Awaits all tasks.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @return the values in argument order, or the first error that occurs
	 */
	public <T> CompletableFuture<List<T>> taskGroup(List<CompletableFuture<T>> tasks) {
		CompletableFuture<List<T>> results = new CompletableFuture<>();
		results.whenComplete((_, error) -> {
			if (error != null) {
				// The last first, or queued tasks would start in the places set free.
				tasks.reversed().forEach((task) -> task.cancel(true));
			}
		});
		CompletableFuture<?>[] ended = tasks.stream().map((task) -> task.whenComplete((_, error) -> {
			if (error != null && !isCancellation(error)) {
				results.completeExceptionally(error);
			}
		})).toArray(CompletableFuture<?>[]::new);
		CompletableFuture.allOf(ended).whenComplete((_, cancellation) -> {
			if (cancellation != null) {
				results.completeExceptionally(cancellation);
			}
			else {
				results.complete(tasks.stream().map(CompletableFuture::join).toList());
			}
		});
		return results;
	}

	private static boolean isCancellation(Throwable error) {
		return error instanceof CancellationException || error.getCause() instanceof CancellationException;
	}

}
