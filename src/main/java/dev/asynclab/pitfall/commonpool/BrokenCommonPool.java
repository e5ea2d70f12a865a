package dev.asynclab.pitfall.commonpool;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Names no executor: the report runs in the common pool, beside whatever else the JVM has
 * there, on as many threads as there are cores.
 */
class BrokenCommonPool {

	CompletableFuture<Thread> start(Supplier<Thread> report) {
		return CompletableFuture.supplyAsync(report);
	}

}
