package dev.asynclab.asyncio;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The threads of an executor.
 *
 * @param executor runs the work
 */
record ExecutorWorkers(ExecutorService executor) implements Workers {

	private static final int THREADS = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

	// As many threads as Python's default executor has, and a queue without a bound.
	static ExecutorWorkers byDefault() {
		return new ExecutorWorkers(new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES,
				new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().name("asyncio_", 0).factory()));
	}

	@Override
	public BooleanSupplier submit(Runnable work) {
		return submit(this.executor, work);
	}

	// Runs the work, unless what is returned takes it back before.
	static BooleanSupplier submit(Executor executor, Runnable work) {
		AtomicBoolean claimed = new AtomicBoolean();
		executor.execute(() -> {
			if (claimed.compareAndSet(false, true)) {
				work.run();
			}
		});
		return () -> claimed.compareAndSet(false, true);
	}

	@Override
	public void shutdown() {
		this.executor.shutdown();
	}

}
