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

}
