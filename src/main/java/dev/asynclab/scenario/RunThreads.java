package dev.asynclab.scenario;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The virtual threads of one run, which are started as soon as they are made, and made by
 * one another but for the first: when none runs, none will.
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

	/**
	 * Completes when the last thread has ended.
	 * @return the end of the run
	 */
	CompletableFuture<@Nullable Void> ended() {
		return this.ended;
	}

}
