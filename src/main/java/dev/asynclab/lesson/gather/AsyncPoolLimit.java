package dev.asynclab.lesson.gather;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * A semaphore around {@code @Async} calls: at most {@code limit} of them run at a time.
 * The others wait without a thread; inside the pool, a semaphore would hold a thread for
 * each call that waits.
 * <p>
 * A call that fails frees its place, as a call that succeeds does. If a waiting task is
 * cancelled, its call is never made. Cancelling a running task cancels the future that
 * its call returned.
 *
 * <pre>{@code
 * semaphore = asyncio.Semaphore(limit)
 * async def limited(call):
 *     async with semaphore:
 *         return await call()
 * }</pre>
 */
public class AsyncPoolLimit {

	/**
	 * Starts the first calls, and each further call when one before it has ended.
	 * @param <T> the type of the values
	 * @param calls calls of {@code @Async} methods
	 * @param limit how many run at a time at most, at least 1
	 * @return the tasks, in the order of the calls
	 */
	public <T> List<CompletableFuture<T>> start(List<Supplier<CompletableFuture<T>>> calls, int limit) {
		List<Waiting<T>> all = calls.stream().map((call) -> new Waiting<>(call, new CompletableFuture<T>())).toList();
		Queue<Waiting<T>> waiting = new ConcurrentLinkedQueue<>(all);
		for (int i = 0; i < limit; i++) {
			startNext(waiting);
		}
		return all.stream().map(Waiting::task).toList();
	}

	private static <T> void startNext(Queue<Waiting<T>> waiting) {
		for (Waiting<T> next = waiting.poll(); next != null; next = waiting.poll()) {
			CompletableFuture<T> task = next.task();
			if (!task.isDone()) {
				CompletableFuture<T> running = call(next.call());
				task.whenComplete((_, _) -> running.cancel(true));
				if (!running.isDone()) {
					running.whenComplete((_, _) -> {
						settle(task, running);
						startNext(waiting);
					});
					return;
				}
				settle(task, running);
			}
		}
	}

	private static <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> call) {
		try {
			return call.get();
		}
		catch (RuntimeException ex) {
			// The pool may refuse a call: TaskRejectedException.
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static <T> void settle(CompletableFuture<T> task, CompletableFuture<T> ended) {
		ended.whenComplete((value, error) -> {
			if (error != null) {
				task.completeExceptionally(error);
			}
			else {
				task.complete(value);
			}
		});
	}

	private record Waiting<T>(Supplier<CompletableFuture<T>> call, CompletableFuture<T> task) {

	}

}
