package dev.asynclab.pitfall.connectionpool;

import java.time.Duration;
import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;

/**
 * Bounds each caller, and lets the pool keep as many waiting as all callers together may
 * start. {@code CALLERS} is what the service lets in at once. What waits too long ends
 * with a PoolAcquireTimeoutException; a caller that cancels gives its places back.
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
