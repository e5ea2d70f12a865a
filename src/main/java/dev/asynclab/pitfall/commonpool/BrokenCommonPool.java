package dev.asynclab.pitfall.commonpool;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Names no executor, so the report runs in the common pool, which all code of the JVM
 * shares. The pool has one thread less than there are cores, but at least one. (JDKs
 * before 25 start a new thread for each report instead if the pool would have only one.)
 * A failure is in the future. Cancelling the future does not stop the report.
 */
class BrokenCommonPool {

	<T extends @Nullable Object> CompletableFuture<T> start(Supplier<T> report) {
		return CompletableFuture.supplyAsync(report);
	}

}
