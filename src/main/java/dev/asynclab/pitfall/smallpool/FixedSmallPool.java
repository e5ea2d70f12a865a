package dev.asynclab.pitfall.smallpool;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets as many requests ask for a connection as the pool has. The others wait in front of
 * it, in the order of their arrival, for as long as their callers would wait. A request
 * that gets no turn by then is refused. An interrupt ends the wait.
 */
class FixedSmallPool {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final ExecutorService virtualThreads;

	private final Semaphore connections;

	FixedSmallPool(ExecutorService virtualThreads, int poolSize) {
		this.virtualThreads = virtualThreads;
		this.connections = new Semaphore(poolSize, true);
	}

	Future<Integer> handle(Supplier<Integer> query) {
		return this.virtualThreads.submit(() -> {
			if (!this.connections.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new RejectedExecutionException("too many requests");
			}
			try {
				return query.get();
			}
			finally {
				this.connections.release();
			}
		});
	}

}
