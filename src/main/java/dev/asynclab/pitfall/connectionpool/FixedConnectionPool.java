package dev.asynclab.pitfall.connectionpool;

import java.time.Duration;
import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;

/**
 * Limits each caller, and lets as many requests wait for the pool as all callers together
 * may start. {@code CALLERS} is how many callers the service admits at once. A request
 * that waits too long ends with a PoolAcquireTimeoutException. A caller that cancels
 * frees its places.
 */
class FixedConnectionPool {

	private static final int CALLERS = 3;

	private static final int CONCURRENCY = 2;

	static final int PENDING = CALLERS * CONCURRENCY;

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
