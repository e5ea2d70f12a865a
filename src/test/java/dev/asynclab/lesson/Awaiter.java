package dev.asynclab.lesson;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Task;

/**
 * The code that awaits a lesson, in the form of each style.
 */
public final class Awaiter {

	private Awaiter() {
	}

	/**
	 * Awaits blocking code on a virtual thread, which cancelling the future interrupts.
	 */
	public static <T> CompletableFuture<T> onVirtualThread(Callable<T> body) {
		CompletableFuture<T> result = new CompletableFuture<>();
		Thread thread = Thread.startVirtualThread(() -> {
			try {
				result.complete(body.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		});
		result.whenComplete((_, _) -> {
			if (result.isCancelled()) {
				thread.interrupt();
			}
		});
		return result;
	}

	/**
	 * Awaits a coroutine in an event loop, which runs on until its last task has ended;
	 * cancelling the future cancels the coroutine.
	 */
	public static <T> CompletableFuture<T> onEventLoop(Coroutine<T> main) {
		CompletableFuture<T> result = new CompletableFuture<>();
		onVirtualThread(() -> {
			Asyncio.run(() -> {
				Task<T> task = Asyncio.createTask(main);
				EventLoop loop = EventLoop.running();
				result.whenComplete((_, _) -> {
					if (result.isCancelled()) {
						loop.callSoonThreadsafe(task::cancel);
					}
				});
				try {
					result.complete(task.await());
				}
				catch (Throwable ex) {
					result.completeExceptionally(ex);
				}
				while (Asyncio.allTasks().size() > 1) {
					Asyncio.sleep(Duration.ofMillis(1));
				}
			});
			return "ended";
		});
		return result;
	}

	public static <T> T value(CompletableFuture<T> result) {
		try {
			return result.get(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * The error that the awaiter gets, without the wrappers of java.util.concurrent.
	 */
	public static Throwable error(CompletableFuture<?> result) {
		try {
			throw new AssertionError("returned " + result.get(60, TimeUnit.SECONDS));
		}
		catch (CancellationException ex) {
			return ex;
		}
		catch (ExecutionException ex) {
			Throwable cause = ex;
			while ((cause instanceof ExecutionException || cause instanceof CompletionException)
					&& cause.getCause() != null) {
				cause = cause.getCause();
			}
			return (cause instanceof CancelledError) ? new CancellationException() : cause;
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new AssertionError(ex);
		}
	}

}
