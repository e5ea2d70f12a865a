package dev.asynclab.scenario.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The virtual threads of one run. Each is started as soon as it is created, and all but
 * the first are created by another one: when the last has ended, no other follows.
 */
final class RunThreads implements ThreadFactory {

	private final AtomicInteger running = new AtomicInteger();

	private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

	@Override
	public Thread newThread(Runnable code) {
		this.running.incrementAndGet();
		return Thread.ofVirtual().name("scenario").unstarted(() -> {
			try {
				code.run();
			}
			finally {
				if (this.running.decrementAndGet() == 0) {
					this.ended.complete(null);
				}
			}
		});
	}

	// Completes when the last thread has ended.
	CompletableFuture<@Nullable Void> ended() {
		return this.ended;
	}

}
