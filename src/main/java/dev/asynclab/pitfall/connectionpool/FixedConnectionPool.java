package dev.asynclab.pitfall.connectionpool;

import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;

/**
 * Starts as many requests as there are connections; the others wait where it costs
 * nothing.
 */
class FixedConnectionPool {

	private static final int CONNECTIONS = 2;

	ConnectionProvider connections() {
		return ConnectionProvider.builder("orders").maxConnections(CONNECTIONS).pendingAcquireMaxCount(2).build();
	}

	Flux<String> fetchAll(Flux<Integer> orders, Function<Integer, Mono<String>> fetch) {
		return orders.flatMap(fetch, CONNECTIONS);
	}

}
