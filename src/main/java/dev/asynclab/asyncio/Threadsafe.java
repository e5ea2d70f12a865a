package dev.asynclab.asyncio;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * {@code run_coroutine_threadsafe}: a task for a loop, from another thread. The future
 * that is returned there belongs to that thread's world: cancelling marks it at once, and
 * then the task; giving up on it with a time limit cancels nothing.
 */
final class Threadsafe {

	private Threadsafe() {
	}

	static <T extends @Nullable Object> CompletableFuture<T> run(EventLoop loop, Coroutine<? extends T> body) {
		CompletableFuture<T> result = new CompletableFuture<>();
		loop.callSoonThreadsafe(() -> {
			Task<T> task = loop.createTask(null, body);
			task.whenDone((done) -> copy(done, result));
			CompletableFuture<T> _ = result.whenComplete((value, error) -> {
				if (result.isCancelled()) {
					loop.postThreadsafe(task::cancel);
				}
			});
		});
		return result;
	}

	private static <T extends @Nullable Object> void copy(Future<T> task, CompletableFuture<T> result) {
		if (result.isCancelled()) {
			return;
		}
		if (task.cancelled()) {
			result.cancel(false);
		}
		else if (task.failed()) {
			result.completeExceptionally(task.error());
		}
		else {
			result.complete(task.result());
		}
	}

}
