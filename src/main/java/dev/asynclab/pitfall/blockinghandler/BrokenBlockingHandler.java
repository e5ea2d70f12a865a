package dev.asynclab.pitfall.blockinghandler;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Waits for the database on the thread of the request, as a {@code def} handler of
 * FastAPI and each ordinary controller method of Spring MVC do. When all threads for
 * requests wait, no other request begins, however quick it is.
 */
class BrokenBlockingHandler {

	private final Supplier<CompletableFuture<String>> database;

	BrokenBlockingHandler(Supplier<CompletableFuture<String>> database) {
		this.database = database;
	}

	String report() {
		return this.database.get().join();
	}

}
