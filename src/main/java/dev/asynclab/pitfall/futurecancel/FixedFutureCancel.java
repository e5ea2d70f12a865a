package dev.asynclab.pitfall.futurecancel;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Returns the future of an executor, which is the task itself: {@code cancel(true)}
 * interrupts the thread that runs it.
 */
class FixedFutureCancel {

	Future<String> start(ExecutorService pool, Callable<String> export) {
		return pool.submit(export);
	}

}
