package dev.asynclab.pitfall.virtualthreadsproperty;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import org.springframework.scheduling.annotation.Async;

/**
 * Keeps the settings of the pool, which the executor of virtual threads does not read:
 * all calls run at once. Or limits that executor, which then blocks its caller until a
 * place is free: there is no queue.
 */
class BrokenVirtualThreadsProperty {

	static final Map<String, String> POOL = Map.of("spring.threads.virtual.enabled", "true",
			"spring.task.execution.pool.core-size", "2", "spring.task.execution.pool.max-size", "2");

	static final Map<String, String> LIMIT = Map.of("spring.threads.virtual.enabled", "true",
			"spring.task.execution.simple.concurrency-limit", "2");

	@Async
	CompletableFuture<String> call(Callable<String> peer) throws Exception {
		return CompletableFuture.completedFuture(peer.call());
	}

}
