package dev.asynclab.pitfall.commonpool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Names the executor, which is the reports' own.
 */
class FixedCommonPool {

	private final Executor reports;

	FixedCommonPool(Executor reports) {
		this.reports = reports;
	}

	CompletableFuture<Thread> start(Supplier<Thread> report) {
		return CompletableFuture.supplyAsync(report, this.reports);
	}

}
