package dev.asynclab.job;

import java.util.concurrent.CompletableFuture;

/**
 * Starts jobs in a style of shape {@link Shape#FUTURES}.
 */
public interface FutureStarter extends JobStarter {

	/**
	 * Starts a job.
	 * @param handle the job
	 * @return the future of the job; it fails with a
	 * {@link dev.asynclab.problem.ProblemException} if there is no room for the job
	 */
	@Override
	CompletableFuture<String> start(JobHandle handle);

}
