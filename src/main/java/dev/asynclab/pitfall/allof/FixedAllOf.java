package dev.asynclab.pitfall.allof;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Takes the results in the order in which they come. The first failure, or an interrupt,
 * cancels the task that still runs. The caller does not wait for it: a cancelled task
 * runs on until it reacts to its interrupt.
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
