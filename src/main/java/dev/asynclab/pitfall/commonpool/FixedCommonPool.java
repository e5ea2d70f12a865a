package dev.asynclab.pitfall.commonpool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Names an executor that only the reports use. A failure is in the future. Cancelling the
 * future does not stop the report here either.
 */
class FixedCommonPool {

	private final Executor reports;

	FixedCommonPool(Executor reports) {
		this.reports = reports;
	}

	<T extends @Nullable Object> CompletableFuture<T> start(Supplier<T> report) {
		return CompletableFuture.supplyAsync(report, this.reports);
	}

}
