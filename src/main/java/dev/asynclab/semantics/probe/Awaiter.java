package dev.asynclab.semantics.probe;

import java.util.concurrent.CompletableFuture;

/**
 * The future, subscription, thread or task that awaits the calls of a probe.
 *
 * @param outcome completes with the outcome of the await; it never fails
 * @param cancellation cancels the awaiter in the way of its style
 */
record Awaiter(CompletableFuture<AwaiterOutcome> outcome, Runnable cancellation) {

	void cancel() {
		this.cancellation.run();
	}

	boolean hasEnded() {
		return this.outcome.isDone();
	}

}
