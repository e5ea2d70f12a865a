package dev.asynclab.job;

import java.util.concurrent.CompletableFuture;

/**
 * Starts jobs in a style whose shape is {@link Shape#FUTURES}.
 */
public interface FutureStarter extends JobStarter {

	@Override
	CompletableFuture<String> start(JobHandle handle);

}
