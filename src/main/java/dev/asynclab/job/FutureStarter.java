package dev.asynclab.job;

import java.util.concurrent.CompletableFuture;

/**
 * Starts jobs in a style of shape {@link Shape#FUTURES}.
 */
public interface FutureStarter extends JobStarter {

	@Override
	CompletableFuture<String> start(JobHandle handle);

}
