package dev.asynclab.pitfall.timeoutleaves;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stops the work when it gives up: the future of an executor interrupts its thread.
 */
class FixedTimeoutLeaves {

	String pay(ExecutorService pool, Callable<String> payment, Duration timeout)
			throws ExecutionException, InterruptedException, TimeoutException {
		Future<String> result = pool.submit(payment);
		try {
			return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		finally {
			result.cancel(true);
		}
	}

}
