package dev.asynclab.job;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Starts a job in one style.
 */
public interface JobStarter {

	/**
	 * Returns the style in which it starts jobs.
	 * @return the style
	 */
	Style style();

	/**
	 * Gets ready to start jobs. A style that needs something beside this process starts
	 * it now, if this has not been done before.
	 * @return completes when jobs can be started; fails with a
	 * {@link dev.asynclab.problem.ProblemException} if they can't
	 */
	default CompletableFuture<@Nullable Void> ready() {
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * Starts a job. The future completes with the job's value or its error. Cancelling
	 * the future stops the I/O.
	 * @param handle the job
	 * @return the future of the job
	 */
	CompletableFuture<? extends @Nullable String> start(JobHandle handle);

	/**
	 * Returns how many jobs of the style run at once. Other jobs wait in a queue.
	 * @return the number of threads or places, {@link Integer#MAX_VALUE} if there is no
	 * limit
	 */
	default int capacity() {
		return Integer.MAX_VALUE;
	}

	/**
	 * Tells whether all runs of the style share one event loop. If they do, a job that
	 * blocks the loop delays the jobs of other runs.
	 * @return {@code true} if they do
	 */
	default boolean sharesEventLoop() {
		return false;
	}

}
