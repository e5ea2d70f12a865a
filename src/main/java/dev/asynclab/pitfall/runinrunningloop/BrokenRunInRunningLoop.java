package dev.asynclab.pitfall.runinrunningloop;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import reactor.core.publisher.Mono;

/**
 * Is called where a loop runs already, as in a notebook or an {@code async def} handler,
 * and starts another to wait for the answer. Reactor refuses the same with block() on its
 * own threads.
 */
class BrokenRunInRunningLoop {

	String price(Coroutine<String> fetch) {
		return Asyncio.run(fetch);
	}

	Mono<String> price(Mono<String> request, Mono<String> fetch) {
		return request.mapNotNull((_) -> fetch.block());
	}

}
