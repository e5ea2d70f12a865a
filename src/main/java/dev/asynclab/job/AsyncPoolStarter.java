package dev.asynclab.job;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Starts jobs with {@code @Async} on the bounded pool. A job waits in the pool's queue
 * until one of its threads is free.
 */
@Component
public class AsyncPoolStarter implements FutureStarter {

	private final AsyncPool pool;

	private final BlockingUpstream upstream;

	private final int threads;

	AsyncPoolStarter(AsyncPool pool, BlockingUpstream upstream,
			@Qualifier(AsyncPool.NAME) ThreadPoolTaskExecutor asyncPoolExecutor) {
		this.pool = pool;
		this.upstream = upstream;
		this.threads = asyncPoolExecutor.getMaxPoolSize();
	}

	@Override
	public Style style() {
		return Style.ASYNC_POOL;
	}

	@Override
	public int capacity() {
		return this.threads;
	}

	@Override
	public CompletableFuture<String> start(JobHandle handle) {
		return submit(handle, () -> this.pool.submit(callable(handle)));
	}

	/**
	 * Starts a job in another pool, where a job that is cancelled in the queue stays
	 * there until its turn.
	 * @param handle the job
	 * @param pool runs code on a thread of the pool
	 * @return the future of the job
	 */
	public CompletableFuture<String> start(JobHandle handle,
			Function<Callable<String>, CompletableFuture<String>> pool) {
		return submit(handle, () -> pool.apply(callable(handle)));
	}

	/**
	 * Returns the job as blocking code, for an {@code @Async} method to call.
	 * @param handle the job
	 * @return code that does the job once, on the thread that calls it
	 */
	public Callable<String> callable(JobHandle handle) {
		return () -> handle.call(() -> this.upstream.call(handle));
	}

	/**
	 * Calls an {@code @Async} method that does a job. Cancelling the future cancels the
	 * job. If the job still waits in the queue, it is removed from there.
	 * @param <T> the type of the value
	 * @param handle the job
	 * @param call calls the method
	 * @return the future of the method, or a failed future if the pool refuses the job
	 */
	public <T> CompletableFuture<T> submit(JobHandle handle, Callable<CompletableFuture<T>> call) {
		handle.create();
		try {
			return handle.cancelWith(ScopedValue.where(DequeueOnCancel.SUBMITTED, handle::queuedAs).call(call::call));
		}
		catch (Exception ex) {
			handle.failed(ex);
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Runs code on a thread of the pool. Cancelling the future neither interrupts the
	 * code nor removes it from the queue: the caller has to remove it.
	 * @param <T> the type of the value
	 * @param code blocking code
	 * @param queued receives an action that removes the code from the queue
	 * @return the code's value or error
	 * @throws Exception if the pool refuses the code
	 */
	public <T> CompletableFuture<T> submit(Callable<T> code, Consumer<Runnable> queued) throws Exception {
		return ScopedValue.where(DequeueOnCancel.SUBMITTED, queued).call(() -> this.pool.submit(code));
	}

}
