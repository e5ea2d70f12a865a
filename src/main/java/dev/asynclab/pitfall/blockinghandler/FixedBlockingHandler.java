package dev.asynclab.pitfall.blockinghandler;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Returns the future, as an {@code async def} handler awaits it. The thread is free until
 * the database answers, and an error of the future becomes the error of the request.
 */
class FixedBlockingHandler {

	private final Supplier<CompletableFuture<String>> database;

	FixedBlockingHandler(Supplier<CompletableFuture<String>> database) {
		this.database = database;
	}

	CompletableFuture<String> report() {
		return this.database.get();
	}

}
