package dev.asynclab.pitfall.timeoutleaves;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Gives up waiting, but the payment goes on: the customer sees an error, and still pays.
 * If the payment fails in time, the caller gets its error.
 */
class BrokenTimeoutLeaves {

	String pay(ExecutorService pool, Supplier<String> payment, Duration timeout)
			throws ExecutionException, InterruptedException {
		return CompletableFuture.supplyAsync(payment, pool).orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).get();
	}

}
