package dev.asynclab.pitfall.allof;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Takes the results as they come; the first failure, or an interrupt, cancels what still
 * runs. It does not wait for that: a cancelled sibling may run on for as long as it does
 * not heed its interrupt.
 */
class FixedAllOf {

	void both(ExecutorService pool, Runnable order, Runnable stock) throws ExecutionException, InterruptedException {
		ExecutorCompletionService<String> completed = new ExecutorCompletionService<>(pool);
		List<Future<String>> all = List.of(completed.submit(order, "order"), completed.submit(stock, "stock"));
		try {
			for (int i = 0; i < all.size(); i++) {
				completed.take().get();
			}
		}
		finally {
			all.forEach((future) -> future.cancel(true));
		}
	}

}
