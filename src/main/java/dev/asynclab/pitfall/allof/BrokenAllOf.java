package dev.asynclab.pitfall.allof;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/**
 * Waits for both, whatever becomes of either: the failure is told when the other one is
 * done, which runs on for nothing.
 */
class BrokenAllOf {

	void both(ExecutorService pool, Runnable order, Runnable stock) throws ExecutionException, InterruptedException {
		CompletableFuture.allOf(CompletableFuture.runAsync(order, pool), CompletableFuture.runAsync(stock, pool)).get();
	}

}
