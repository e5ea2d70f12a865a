package dev.asynclab.pitfall.neverstarted;

import java.util.List;

import reactor.core.publisher.Mono;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.coroutine;

/**
 * Chains the Mono to the answer, so that the subscriber of the answer subscribes to both.
 * Awaits the coroutine.
 */
class FixedNeverStarted {

	Mono<String> placeOrder(List<String> orders) {
		return save(orders).thenReturn("ok");
	}

	String placeOrderInAsyncio(List<String> orders) {
		await(coroutine("save", () -> orders.add("order")));
		return "ok";
	}

	private Mono<Void> save(List<String> orders) {
		return Mono.fromRunnable(() -> orders.add("order"));
	}

}
