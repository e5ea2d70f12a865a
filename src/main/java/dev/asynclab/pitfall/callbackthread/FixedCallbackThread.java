package dev.asynclab.pitfall.callbackthread;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * Names the executor of the step. Without one, thenApplyAsync takes the common pool. The
 * step's error is in the future that is returned.
 */
class FixedCallbackThread {

	private final Executor workers;

	FixedCallbackThread(Executor workers) {
		this.workers = workers;
	}

	CompletableFuture<String> store(CompletableFuture<String> answer, UnaryOperator<String> save) {
		return answer.thenApplyAsync(save, this.workers);
	}

}
