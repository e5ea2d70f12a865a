package dev.asynclab.pitfall.flatmaplimit;

import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sets how many calls may run at once.
 */
class FixedFlatMapLimit {

	private static final int CONCURRENCY = 1000;

	Flux<String> callAll(Flux<Integer> devices, Function<Integer, Mono<String>> call) {
		return devices.flatMap(call, CONCURRENCY);
	}

}
