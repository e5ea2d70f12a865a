package dev.asynclab.pitfall.defaultpool;

import java.util.Map;

/**
 * Says how many threads there are, and bounds the queue: what does not fit is refused.
 */
class FixedDefaultPool {

	Map<String, String> applicationProperties() {
		return Map.of("spring.task.execution.pool.core-size", "20", "spring.task.execution.pool.max-size", "20",
				"spring.task.execution.pool.queue-capacity", "100");
	}

}
