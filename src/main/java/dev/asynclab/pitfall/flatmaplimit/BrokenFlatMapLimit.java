package dev.asynclab.pitfall.flatmaplimit;

import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Expects all calls to run at once. But {@code flatMap} subscribes to 256 of them, and to
 * the next one when one of these ends.
 */
class BrokenFlatMapLimit {

	Flux<String> callAll(Flux<Integer> devices, Function<Integer, Mono<String>> call) {
		return devices.flatMap(call);
	}

}
