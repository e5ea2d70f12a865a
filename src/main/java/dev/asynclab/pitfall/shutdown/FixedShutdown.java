package dev.asynclab.pitfall.shutdown;

import java.util.Map;

/**
 * Lets the pool do what it has accepted, for so long; without the period nobody waits for
 * it. The pool then has no part in the stop phases: the period begins after those of the
 * other beans, when the pool is destroyed. What is not done when it ends is neither
 * interrupted nor awaited, and goes on until the JVM halts.
 */
class FixedShutdown {

	Map<String, String> applicationProperties() {
		return Map.of("spring.task.execution.pool.core-size", "1", "spring.task.execution.shutdown.await-termination",
				"true", "spring.task.execution.shutdown.await-termination-period", "30s");
	}

}
