package dev.asynclab.capacity;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.JobHandle;

/**
 * Where the requests of one style make their calls during a measurement, with a pool or
 * connections of its own.
 */
interface Workplace extends AutoCloseable {

	/**
	 * Starts the calls of a request, all at once.
	 * @param calls the calls
	 * @return completes when every call has ended, with an error if one has failed
	 */
	CompletableFuture<?> start(List<JobHandle> calls);

	/**
	 * Counts the platform threads that the calls have held.
	 * @return the most at one time until now
	 */
	int threads();

	/**
	 * Closes what the workplace has of its own. The calls have been cancelled before.
	 */
	@Override
	void close();

}
