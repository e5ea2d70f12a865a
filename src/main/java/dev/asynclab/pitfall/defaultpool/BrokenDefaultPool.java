package dev.asynclab.pitfall.defaultpool;

import java.util.Map;

/**
 * Raises the maximum number of threads. The pool adds threads to its eight core threads
 * only when its queue is full, and the queue holds 2147483647 tasks.
 */
class BrokenDefaultPool {

	Map<String, String> applicationProperties() {
		return Map.of("spring.task.execution.pool.max-size", "20");
	}

}
