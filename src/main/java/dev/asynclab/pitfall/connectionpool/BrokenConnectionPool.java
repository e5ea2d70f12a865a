package dev.asynclab.pitfall.connectionpool;

import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;

/**
 * Starts every request at once. Two have a connection, two wait for one, and the others
 * are refused.
 */
class BrokenConnectionPool {

	ConnectionProvider connections() {
		return ConnectionProvider.builder("orders").maxConnections(2).pendingAcquireMaxCount(2).build();
	}

	Flux<String> fetchAll(Flux<Integer> orders, Function<Integer, Mono<String>> fetch) {
		return orders.flatMap(fetch);
	}

}
