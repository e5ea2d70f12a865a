package dev.asynclab.pitfall.commonpool;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Names no executor: the report runs in the common pool, beside whatever else the JVM has
 * there, on one thread less than there are cores, and one at least. JDKs before 25 start
 * a thread for each instead where that would be one. A failure is in the future;
 * cancelling it does not stop the report.
 */
class BrokenCommonPool {

	<T extends @Nullable Object> CompletableFuture<T> start(Supplier<T> report) {
		return CompletableFuture.supplyAsync(report);
	}

}
