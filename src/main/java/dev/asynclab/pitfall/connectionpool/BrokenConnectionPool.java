package dev.asynclab.pitfall.connectionpool;

import java.time.Duration;
import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;

/**
 * Bounds each caller, and leaves the pool room for two that wait. The callers have the
 * pool in common: what the third asks for is refused, with a
 * PoolAcquirePendingLimitException that ends its chain.
 */
class BrokenConnectionPool {

	static final int PENDING = 2;

	private static final int CONCURRENCY = 2;

	ConnectionProvider connections() {
		return ConnectionProvider.builder("orders")
			.maxConnections(2)
			.pendingAcquireMaxCount(PENDING)
			.pendingAcquireTimeout(Duration.ofSeconds(5))
			.build();
	}

	Flux<String> fetchAll(Flux<Integer> orders, Function<Integer, Mono<String>> fetch) {
		return orders.flatMap(fetch, CONCURRENCY);
	}

}
