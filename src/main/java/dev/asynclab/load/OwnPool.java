package dev.asynclab.load;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * A pool that one experiment has of its own, for what {@code @Async} methods do: a fixed
 * number of threads, and a queue. Its threads are daemons.
 */
public final class OwnPool implements AutoCloseable {

	private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();

	/**
	 * Opens a pool.
	 * @param name how the names of its threads begin
	 * @param threads how many threads it has
	 * @param queue how much may wait for one
	 */
	public OwnPool(String name, int threads, int queue) {
		this.executor.setThreadNamePrefix(name + "-pool-");
		this.executor.setCorePoolSize(threads);
		this.executor.setMaxPoolSize(threads);
		this.executor.setQueueCapacity(queue);
		this.executor.setDaemon(true);
		this.executor.initialize();
	}

	/**
	 * Runs code on a thread of the pool. Cancelling the future neither interrupts the
	 * code nor removes it from the queue.
	 * @param <T> the type of the value
	 * @param code blocking code
	 * @return the code's value or error
	 * @throws org.springframework.core.task.TaskRejectedException if the queue is full
	 */
	public <T> CompletableFuture<T> submit(Callable<T> code) {
		return this.executor.submitCompletable(code);
	}

	/**
	 * Returns what runs the code.
	 * @return an executor, which refuses code if the queue is full
	 */
	public ExecutorService executor() {
		return this.executor.getThreadPoolExecutor();
	}

	/**
	 * Counts the code that waits for a thread.
	 * @return its number
	 */
	public int queued() {
		return this.executor.getQueueSize();
	}

	/**
	 * Waits until everything in the pool has run, and closes it. What should not run has
	 * to be cancelled before.
	 */
	@Override
	public void close() {
		// Not with the wait of Spring's own: an interrupt, which stops an experiment,
		// would end it too early.
		this.executor.shutdown();
		executor().close();
	}

}
