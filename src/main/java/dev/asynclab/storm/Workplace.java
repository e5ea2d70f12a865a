package dev.asynclab.storm;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/**
 * Where the service does the work of its calls, during an experiment.
 */
interface Workplace extends AutoCloseable {

	/**
	 * Returns what the work is submitted to.
	 * @return an executor, which refuses work if its queue is full
	 */
	ExecutorService executor();

	/**
	 * Returns work that waits for its turn first, where the executor does not.
	 * @param work the work
	 * @return the work for {@link #executor}
	 */
	Callable<String> inTurn(Callable<String> work);

	/**
	 * Counts the work that waits for its turn.
	 * @return its number
	 */
	int queued();

	/**
	 * Interrupts the work that is left, and waits for its end.
	 */
	@Override
	void close();

}
