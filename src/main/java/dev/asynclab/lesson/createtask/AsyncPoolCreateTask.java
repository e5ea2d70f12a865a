package dev.asynclab.lesson.createtask;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * {@code create_task} as a call of an {@code @Async} method: the future that it returns
 * is the task.
 * <p>
 * A failure is raised where its task is awaited, not when it happens; the other tasks run
 * on. Cancelling the returned future cancels the task that is awaited at that moment, as
 * in asyncio, and the others run on.
 * <p>
 * The gap: {@code @Async} returns a CompletableFuture. Its cancel only marks the future
 * and does not reach the working thread, unlike asyncio's. So pass futures whose cancel
 * interrupts the thread.
 *
 * <pre>{@code
 * task1 = asyncio.create_task(fetch("A"))
 * task2 = asyncio.create_task(fetch("B"))
 * results = [await task1, await task2]
 * }</pre>
 */
public class AsyncPoolCreateTask {

	/**
	 * Starts all calls, then awaits each in order.
	 * @param <T> the type of the values
	 * @param calls calls of {@code @Async} methods
	 * @return the values in order, or the error of the first task in order that failed
	 */
	public <T> CompletableFuture<List<T>> createTasks(List<Supplier<CompletableFuture<T>>> calls) {
		List<CompletableFuture<T>> tasks = calls.stream().map(Supplier::get).toList();
		CompletableFuture<List<T>> results = CompletableFuture.completedFuture(new ArrayList<>());
		for (CompletableFuture<T> task : tasks) {
			results = results.thenCompose((values) -> task.thenApply((value) -> {
				values.add(value);
				return values;
			}));
		}
		return cancelAwaited(results, tasks);
	}

	private <T> CompletableFuture<List<T>> cancelAwaited(CompletableFuture<List<T>> results,
			List<CompletableFuture<T>> tasks) {
		CompletableFuture<List<T>> awaiter = results.copy();
		awaiter.whenComplete((_, _) -> {
			if (awaiter.isCancelled()) {
				tasks.stream().filter((task) -> !task.isDone()).findFirst().ifPresent((task) -> task.cancel(true));
			}
		});
		return awaiter;
	}

}
