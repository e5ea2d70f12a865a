package dev.asynclab.pitfall.allof;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/**
 * Waits for both tasks, even if one fails. The caller is told of the failure only when
 * the other task has ended, whose work is wasted.
 */
class BrokenAllOf {

	void both(ExecutorService pool, Runnable order, Runnable stock) throws ExecutionException, InterruptedException {
		CompletableFuture.allOf(CompletableFuture.runAsync(order, pool), CompletableFuture.runAsync(stock, pool)).get();
	}

}
