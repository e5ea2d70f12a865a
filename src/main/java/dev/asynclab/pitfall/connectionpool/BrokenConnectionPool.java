package dev.asynclab.pitfall.connectionpool;

import java.time.Duration;
import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;

/**
 * Limits each caller, and lets two requests wait for the pool. But all callers share the
 * pool. It refuses the requests of the third caller with a
 * PoolAcquirePendingLimitException, which ends the chain of that caller.
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
