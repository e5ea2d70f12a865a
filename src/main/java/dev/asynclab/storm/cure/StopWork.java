package dev.asynclab.storm.cure;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * In the service: a time-out that stops the work. Work that waits leaves the queue, and
 * work that runs is interrupted. By itself, {@code orTimeout} ends only the wait. A
 * thread is free when its work has noticed the interrupt.
 * <p>
 * It may cure a retry storm or not. It removes the work of clients who have left, but
 * work whose turn comes just before its time-out is begun, stopped and wasted. Each
 * millisecond that a stop or a message takes makes a cure less likely.
 */
public final class StopWork {

	private final ExecutorService executor;

	private final Duration timeout;

	/**
	 * Creates the time-out.
	 * @param executor does the work
	 * @param timeout how long work may wait and run together: no longer than its clients
	 * wait
	 */
	public StopWork(ExecutorService executor, Duration timeout) {
		this.executor = executor;
		this.timeout = timeout;
	}

	/**
	 * Does work.
	 * @param <T> the type of its value
	 * @param work blocking code, which has to end when its thread is interrupted
	 * @return the value, the error of the work, or a {@code TimeoutException}; ending it
	 * otherwise stops the work as well
	 * @throws java.util.concurrent.RejectedExecutionException if the queue is full
	 */
	public <T> CompletableFuture<T> call(Callable<T> work) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		Future<?> task = this.executor.submit(() -> {
			try {
				answer.complete(work.call());
			}
			catch (Exception ex) {
				answer.completeExceptionally(ex);
			}
		});
		stopWith(answer, task, Duration.ZERO);
		return answer;
	}

	/**
	 * Stops work that was submitted before, as when this is switched on.
	 * @param answer completes when the work ends
	 * @param task the work
	 * @param age how long ago it was submitted; if that is too long, it is stopped now
	 */
	public void stopWith(CompletableFuture<?> answer, Future<?> task, Duration age) {
		answer.orTimeout(this.timeout.minus(age).toNanos(), TimeUnit.NANOSECONDS).whenComplete((_, _) -> stop(task));
	}

	private void stop(Future<?> task) {
		task.cancel(true);
		// A task that was cancelled keeps its place in the queue.
		if (this.executor instanceof ThreadPoolExecutor pool && task instanceof Runnable queued) {
			pool.remove(queued);
		}
	}

}
