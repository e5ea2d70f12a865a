package dev.asynclab.pitfall.defaultpool;

import java.util.Map;

/**
 * Sets the number of threads, and limits the queue. The pool refuses a task when both are
 * full.
 */
class FixedDefaultPool {

	Map<String, String> applicationProperties() {
		return Map.of("spring.task.execution.pool.core-size", "20", "spring.task.execution.pool.max-size", "20",
				"spring.task.execution.pool.queue-capacity", "100");
	}

}
