package dev.asynclab.pitfall.shutdown;

import java.util.Map;

/**
 * Leaves the end of the application to the defaults: what runs has time to finish, what
 * is queued is dropped.
 */
class BrokenShutdown {

	Map<String, String> applicationProperties() {
		return Map.of("spring.task.execution.pool.core-size", "1");
	}

}
