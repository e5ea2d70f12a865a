package dev.asynclab.pitfall.neverstarted;

import java.util.List;

import reactor.core.publisher.Mono;

import static dev.asynclab.asyncio.Asyncio.coroutine;

/**
 * Calls a method that returns a Mono, or creates a coroutine, and drops it. Nothing is
 * stored, but the answer is "ok".
 */
class BrokenNeverStarted {

	Mono<String> placeOrder(List<String> orders) {
		save(orders);
		return Mono.just("ok");
	}

	String placeOrderInAsyncio(List<String> orders) {
		coroutine("save", () -> orders.add("order"));
		return "ok";
	}

	private Mono<Void> save(List<String> orders) {
		return Mono.fromRunnable(() -> orders.add("order"));
	}

}
