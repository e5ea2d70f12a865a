package dev.asynclab.pitfall.nestedpool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.springframework.scheduling.annotation.Async;

/**
 * Holds a thread of the pool while it waits for a task that needs one too. When every
 * thread waits like this, no thread ever becomes free.
 */
class BrokenNestedPool {

	private final Prices prices;

	BrokenNestedPool(Prices prices) {
		this.prices = prices;
	}

	@Async
	CompletableFuture<String> offer() throws ExecutionException, InterruptedException {
		return CompletableFuture.completedFuture("offer at " + this.prices.price().get());
	}

	static class Prices {

		@Async
		CompletableFuture<String> price() {
			return CompletableFuture.completedFuture("10.00");
		}

	}

}
