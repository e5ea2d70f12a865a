package dev.asynclab.asyncio;

import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

// to_thread: blocking functions beside the loop. A function that has started can't be
// stopped: when its awaiter is cancelled it goes on and its result is dropped.
final class ThreadCalls {

	private final EventLoop loop;

	private @Nullable Workers workers;

	private int unfinished;

	private @Nullable Future<@Nullable Void> allDone;

	ThreadCalls(EventLoop loop) {
		this.loop = loop;
	}

	void setWorkers(Workers workers) {
		this.workers = workers;
	}

	// Calls the function with a copy of the caller's context.
	<T extends @Nullable Object> T call(Callable<? extends T> function) {
		Workers workers = this.workers;
		if (workers == null) {
			workers = new WorkerPool();
			this.workers = workers;
		}
		Future<T> result = this.loop.createFuture();
		Context context = Context.current().copy();
		BooleanSupplier takeBack = workers.submit(() -> {
			Runnable settle = settle(result, context, function);
			this.loop.postThreadsafe(() -> {
				finished();
				settle.run();
			});
		});
		this.unfinished++;
		result.whenDone((future) -> {
			if (future.cancelled() && takeBack.getAsBoolean()) {
				finished();
			}
		});
		return result.await();
	}

	// Calls the function on this thread and returns what the loop is to do then.
	private static <T extends @Nullable Object> Runnable settle(Future<T> result, Context context,
			Callable<? extends T> function) {
		try {
			T value = context.run(function::call);
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
		if (this.unfinished == 0 && this.allDone != null) {
			this.allDone.setResult(null);
			this.allDone = null;
		}
	}

	// Waits for the functions that run.
	Future<@Nullable Void> whenAllDone() {
		Future<@Nullable Void> allDone = this.loop.createFuture();
		if (this.unfinished == 0) {
			allDone.setResult(null);
		}
		else {
			this.allDone = allDone;
		}
		return allDone;
	}

	void shutdown() {
		if (this.workers != null) {
			this.workers.shutdown();
		}
	}

}
