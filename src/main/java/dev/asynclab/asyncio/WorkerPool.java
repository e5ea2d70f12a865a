package dev.asynclab.asyncio;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * As many threads as Python's default executor has; what finds none free waits in a
 * queue.
 */
final class WorkerPool implements Workers {

	private static final int THREADS = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

	private final ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES,
			new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().name("asyncio_", 0).factory());

	@Override
	public BooleanSupplier submit(Runnable work) {
		this.pool.execute(work);
		return () -> this.pool.remove(work);
	}

	@Override
	public void shutdown() {
		this.pool.shutdown();
	}

}
