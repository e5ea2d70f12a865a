package dev.asynclab.pitfall.runinrunningloop;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import reactor.core.publisher.Mono;

/**
 * Awaits under the loop that runs. A caller that is no coroutine has to become one, up to
 * the handler or the notebook's cell, where {@code await} is allowed.
 */
class FixedRunInRunningLoop {

	String price(Coroutine<String> fetch) {
		return Asyncio.await(fetch);
	}

	Mono<String> price(Mono<String> request, Mono<String> fetch) {
		return request.flatMap((_) -> fetch);
	}

}
