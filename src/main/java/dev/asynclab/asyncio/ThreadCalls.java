package dev.asynclab.asyncio;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * {@code run_in_executor}: blocking functions beside the loop. A function that has
 * started can't be stopped: if its future is cancelled it goes on and its result is
 * dropped.
 */
final class ThreadCalls {

	private final EventLoop loop;

	private @Nullable Workers workers;

	private int unfinished;

	private boolean shutDown;

	/** Completed when no function runs any more, if the loop waits for that. */
	private @Nullable CompletableFuture<Boolean> joined;

	ThreadCalls(EventLoop loop) {
		this.loop = loop;
	}

	void setWorkers(Workers workers) {
		this.workers = workers;
	}

	<T extends @Nullable Object> Future<T> call(Executor executor, Callable<? extends T> function) {
		return call(function, (work) -> ExecutorWorkers.submit(executor, work), () -> {
		});
	}

	<T extends @Nullable Object> Future<T> callByDefault(Callable<? extends T> function) {
		if (this.shutDown) {
			throw new IllegalStateException("Executor shutdown has been called");
		}
		Workers workers = this.workers;
		if (workers == null) {
			workers = ExecutorWorkers.byDefault();
			this.workers = workers;
		}
		Future<T> result = call(function, workers::submit, this::finished);
		this.unfinished++;
		return result;
	}

	private <T extends @Nullable Object> Future<T> call(Callable<? extends T> function,
			Function<Runnable, BooleanSupplier> executor, Runnable finished) {
		Arrival<T> result = new Arrival<>(this.loop);
		BooleanSupplier takeBack = executor.apply(() -> {
			Runnable settle = settle(result, function);
			result.arrive(() -> {
				finished.run();
				settle.run();
			});
		});
		result.whenDone((future) -> {
			if (future.cancelled() && takeBack.getAsBoolean()) {
				finished.run();
			}
		});
		return result;
	}

	// Calls the function on this thread and returns what the loop is to do then.
	private static <T extends @Nullable Object> Runnable settle(Future<T> result, Callable<? extends T> function) {
		try {
			T value = function.call();
			return () -> {
				if (!result.done()) {
					result.setResult(value);
				}
			};
		}
		catch (Throwable error) {
			return () -> {
				if (!result.done()) {
					result.setException(error);
				}
			};
		}
	}

	private void finished() {
		this.unfinished--;
		if (this.unfinished == 0 && this.joined != null) {
			this.joined.complete(true);
		}
	}

	boolean areUnderWay() {
		return this.unfinished > 0;
	}

	// Takes no more calls, and waits for the functions that run. The time-out is real
	// time, since a virtual clock does not move the threads.
	void join(@Nullable Duration timeout) {
		this.shutDown = true;
		if (areUnderWay()) {
			if (this.joined == null) {
				this.joined = new CompletableFuture<>();
			}
			// Of its own for each caller, whose cancellation or time-out ends no other's
			// wait.
			CompletableFuture<Boolean> joined = this.joined.copy();
			if (timeout != null) {
				joined.completeOnTimeout(false, timeout.toNanos(), TimeUnit.NANOSECONDS);
			}
			if (!AwaitedStage.wrap(this.loop, joined).await() && timeout != null) {
				String seconds = BigDecimal.valueOf(timeout.toNanos(), 9).stripTrailingZeros().toPlainString();
				Reports.warn("The executor did not finishing joining its threads within " + seconds + " seconds.");
			}
		}
		shutdown();
	}

	void shutdown() {
		if (this.workers != null) {
			this.workers.shutdown();
		}
	}

}
