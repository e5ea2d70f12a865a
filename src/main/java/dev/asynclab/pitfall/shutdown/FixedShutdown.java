package dev.asynclab.pitfall.shutdown;

import java.util.Map;

/**
 * Lets the pool finish its tasks, within a period. Without the period the application
 * does not wait for them. The pool then takes no part in the stop phases: the period
 * begins after those of the other beans, when the pool is destroyed. Tasks that have not
 * ended when it is over are neither interrupted nor awaited, and go on until the JVM
 * halts.
 */
class FixedShutdown {

	Map<String, String> applicationProperties() {
		return Map.of("spring.task.execution.pool.core-size", "1", "spring.task.execution.shutdown.await-termination",
				"true", "spring.task.execution.shutdown.await-termination-period", "30s");
	}

}
