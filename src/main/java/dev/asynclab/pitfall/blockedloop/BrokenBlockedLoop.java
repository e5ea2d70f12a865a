package dev.asynclab.pitfall.blockedloop;

import java.util.concurrent.Callable;

import reactor.core.publisher.Mono;

/**
 * Blocks in a step of the chain, which runs on the event loop. Reactor throws an error if
 * the step calls {@code block()}. It can't detect any other blocking call: the loop
 * stands still.
 */
class BrokenBlockedLoop {

	Mono<String> withBlock(Mono<String> request, Mono<String> other) {
		return request.mapNotNull((_) -> other.block());
	}

	Mono<String> withSleep(Mono<String> request, Callable<String> blockingCall) {
		return request.flatMap((_) -> Mono.fromCallable(blockingCall));
	}

}
