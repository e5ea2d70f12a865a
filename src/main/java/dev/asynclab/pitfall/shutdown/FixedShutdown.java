package dev.asynclab.pitfall.shutdown;

import java.util.Map;

/**
 * Lets the pool do what it has accepted, for so long. Without the period nobody waits for
 * it.
 */
class FixedShutdown {

	Map<String, String> applicationProperties() {
		return Map.of("spring.task.execution.pool.core-size", "1", "spring.task.execution.shutdown.await-termination",
				"true", "spring.task.execution.shutdown.await-termination-period", "30s");
	}

}
