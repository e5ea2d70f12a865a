package dev.asynclab.pitfall.timeoutleaves;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Stops the work when it gives up, or is interrupted: the future of an executor
 * interrupts its thread. A payment that fails in time is told as its own error; one that
 * does not heed the interrupt goes on here too.
 */
class FixedTimeoutLeaves {

	String pay(ExecutorService pool, Supplier<String> payment, Duration timeout)
			throws ExecutionException, InterruptedException, TimeoutException {
		Future<String> result = pool.submit(payment::get);
		try {
			return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		finally {
			result.cancel(true);
		}
	}

}
