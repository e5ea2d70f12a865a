package dev.asynclab.asyncio;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Lets a task await what other threads complete. The stage's error is thrown as it is; a
 * cancelled stage is a {@link CancelledError}, and a cancelled awaiter cancels the stage.
 */
final class AwaitedStage {

	private AwaitedStage() {
	}

	static <T extends @Nullable Object> Future<T> wrap(EventLoop loop, CompletionStage<T> stage) {
		Arrival<T> future = new Arrival<>(loop);
		stage.whenComplete((value, error) -> future.arrive(() -> settle(future, value, error)));
		future.whenDone((done) -> {
			if (done.cancelled()) {
				stage.toCompletableFuture().cancel(true);
			}
		});
		return future;
	}

	@SuppressWarnings("NullAway")
	private static <T extends @Nullable Object> void settle(Future<T> future, @Nullable T value,
			@Nullable Throwable error) {
		if (future.done()) {
			return;
		}
		if (error == null) {
			future.setResult(value);
			return;
		}
		Throwable cause = error;
		while (cause instanceof CompletionException && cause.getCause() != null) {
			cause = cause.getCause();
		}
		if (cause instanceof CancellationException) {
			future.cancel();
		}
		else {
			future.setException(cause);
		}
	}

}
