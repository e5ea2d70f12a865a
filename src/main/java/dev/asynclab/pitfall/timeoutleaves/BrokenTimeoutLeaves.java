package dev.asynclab.pitfall.timeoutleaves;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Gives up waiting. The payment goes on: the customer sees an error, and pays.
 */
class BrokenTimeoutLeaves {

	String pay(ExecutorService pool, Callable<String> payment, Duration timeout)
			throws ExecutionException, InterruptedException {
		CompletableFuture<String> result = new CompletableFuture<>();
		Future<?> _ = pool.submit(() -> result.complete(payment.call()));
		return result.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).get();
	}

}
