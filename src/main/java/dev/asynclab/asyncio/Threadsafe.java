package dev.asynclab.asyncio;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * {@code run_coroutine_threadsafe}: a task for a loop, from another thread. That thread
 * gets a future of the JDK: cancelling it takes effect at once, and the task is cancelled
 * after that. A {@code get} whose time is up cancels nothing.
 */
final class Threadsafe {

	private Threadsafe() {
	}

	static <T extends @Nullable Object> CompletableFuture<T> run(EventLoop loop, Coroutine<? extends T> body) {
		CompletableFuture<T> result = new CompletableFuture<>();
		loop.callSoonThreadsafe(() -> {
			Task<T> task = start(loop, body, result);
			task.whenDone((done) -> copy(done, result));
			CompletableFuture<T> _ = result.whenComplete((value, error) -> {
				if (result.isCancelled()) {
					loop.postThreadsafe(task::cancel);
				}
			});
		});
		return result;
	}

	private static <T extends @Nullable Object> Task<T> start(EventLoop loop, Coroutine<? extends T> body,
			CompletableFuture<T> result) {
		try {
			return loop.createTask(null, body);
		}
		catch (Throwable error) {
			result.completeExceptionally(error);
			throw error;
		}
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
