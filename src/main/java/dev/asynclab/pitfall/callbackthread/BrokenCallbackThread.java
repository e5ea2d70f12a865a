package dev.asynclab.pitfall.callbackthread;

import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Leaves it open where the step runs: on the thread that completes the future, here the
 * event loop of the client, or on the caller's, if the future is done already. A step
 * that blocks holds that thread up.
 */
class BrokenCallbackThread {

	CompletableFuture<String> store(CompletableFuture<String> answer, UnaryOperator<String> save) {
		return answer.thenApply(save);
	}

}
