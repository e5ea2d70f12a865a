package dev.asynclab.pitfall.timeoutleaves;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Stops the payment when it times out or is interrupted: the future of an executor
 * interrupts its thread. If the payment fails in time, the caller gets its error. A
 * payment that does not react to the interrupt goes on here too.
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
