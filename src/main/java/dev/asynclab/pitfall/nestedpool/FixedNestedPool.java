package dev.asynclab.pitfall.nestedpool;

import java.util.concurrent.CompletableFuture;

import org.springframework.scheduling.annotation.Async;

/**
 * Continues when the price is there, and holds no thread until then. The method is not
 * {@code @Async} itself: Spring would wait for its future on a thread of the pool.
 */
class FixedNestedPool {

	private final Prices prices;

	FixedNestedPool(Prices prices) {
		this.prices = prices;
	}

	CompletableFuture<String> offer() {
		return this.prices.price().thenApply((price) -> "offer at " + price);
	}

	static class Prices {

		@Async
		CompletableFuture<String> price() {
			return CompletableFuture.completedFuture("10.00");
		}

	}

}
