package dev.asynclab.semantics.probe;

import java.util.concurrent.CompletableFuture;

/**
 * Whoever awaits the calls of a probe.
 *
 * @param outcome completes with what the awaiter gets
 * @param cancellation cancels the awaiter in the way of its style
 */
record Awaiter(CompletableFuture<Outcome> outcome, Runnable cancellation) {

	void cancel() {
		this.cancellation.run();
	}

	boolean hasEnded() {
		return this.outcome.isDone();
	}

}
