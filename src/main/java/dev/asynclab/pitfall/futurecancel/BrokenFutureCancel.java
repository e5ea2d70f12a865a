package dev.asynclab.pitfall.futurecancel;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Returns a future that only looks cancellable: {@code cancel(true)} completes the
 * future, but the future knows no thread that it could interrupt.
 */
class BrokenFutureCancel {

	Future<String> start(ExecutorService pool, Callable<String> export) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return export.call();
			}
			catch (Exception ex) {
				throw new CompletionException(ex);
			}
		}, pool);
	}

}
