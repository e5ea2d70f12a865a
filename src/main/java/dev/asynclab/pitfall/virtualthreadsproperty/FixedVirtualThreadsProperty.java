package dev.asynclab.pitfall.virtualthreadsproperty;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

import org.springframework.scheduling.annotation.Async;

/**
 * Limits what the setting of the pool limited, the calls to the peer, and waits for a
 * place on the virtual thread, where waiting costs little. The caller goes on at once. An
 * interrupt ends the wait.
 */
class FixedVirtualThreadsProperty {

	static final Map<String, String> SETTINGS = Map.of("spring.threads.virtual.enabled", "true");

	private final Semaphore places = new Semaphore(2, true);

	@Async
	CompletableFuture<String> call(Callable<String> peer) throws Exception {
		this.places.acquire();
		try {
			return CompletableFuture.completedFuture(peer.call());
		}
		finally {
			this.places.release();
		}
	}

	int waiting() {
		return this.places.getQueueLength();
	}

}
