package dev.asynclab.job;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Starts a job in one style.
 */
public interface JobStarter {

	/**
	 * The style in which it starts jobs.
	 * @return the style
	 */
	Style style();

	/**
	 * Starts a job. The future ends with the job's value or its error; cancelling the
	 * future stops the I/O.
	 * @param handle the job
	 * @return what the job will have returned
	 */
	CompletableFuture<? extends @Nullable String> start(JobHandle handle);

	/**
	 * How many of the style's jobs run at once; others wait in a queue.
	 * @return the number of threads or places, {@link Integer#MAX_VALUE} if there is no
	 * such bound
	 */
	default int capacity() {
		return Integer.MAX_VALUE;
	}

	/**
	 * Whether all runs of the style share one event loop, so that a job that blocks it
	 * delays the jobs of others.
	 * @return {@code true} if so
	 */
	default boolean sharesEventLoop() {
		return false;
	}

}
