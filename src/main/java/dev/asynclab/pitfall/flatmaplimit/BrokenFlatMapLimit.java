package dev.asynclab.pitfall.flatmaplimit;

import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Expects all calls to be under way at once. {@code flatMap} subscribes to 256, and to
 * the next when one of them ends.
 */
class BrokenFlatMapLimit {

	Flux<String> callAll(Flux<Integer> devices, Function<Integer, Mono<String>> call) {
		return devices.flatMap(call);
	}

}
