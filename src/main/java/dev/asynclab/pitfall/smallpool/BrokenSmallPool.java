package dev.asynclab.pitfall.smallpool;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Gives each request a virtual thread, and nothing limits how many ask the pool for a
 * connection. Those that get none wait there until the pool's time-out, and then fail
 * with a CannotGetJdbcConnectionException.
 */
class BrokenSmallPool {

	private final ExecutorService virtualThreads;

	BrokenSmallPool(ExecutorService virtualThreads) {
		this.virtualThreads = virtualThreads;
	}

	Future<Integer> handle(Supplier<Integer> query) {
		return this.virtualThreads.submit(query::get);
	}

}
