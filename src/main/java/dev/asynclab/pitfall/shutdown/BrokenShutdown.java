package dev.asynclab.pitfall.shutdown;

import java.util.Map;

/**
 * Leaves the shutdown to the defaults. The stop phase waits, for
 * {@code spring.lifecycle.timeout-per-shutdown-phase} at most, until there is an instant
 * at which no task executes. With one thread that is the end of the first task. Then the
 * rest of the queue is dropped, and a task that has just begun is interrupted. With more
 * threads the queue goes on draining until such an instant comes.
 */
class BrokenShutdown {

	Map<String, String> applicationProperties() {
		return Map.of("spring.task.execution.pool.core-size", "1");
	}

}
