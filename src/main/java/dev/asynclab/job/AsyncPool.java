package dev.asynclab.job;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/**
 * Runs blocking code on the bounded pool, which is all that {@code @Async} does. In a
 * bean of its own, since a call from within the same bean would bypass the proxy and run
 * inline.
 */
@Component
public class AsyncPool {

	/**
	 * The bean name of the pool's executor, for {@code @Async}.
	 */
	public static final String NAME = "asyncPoolExecutor";

	/**
	 * Runs the code on a thread of the pool. Cancelling the future does not interrupt it.
	 * @param <T> the type of the value
	 * @param code blocking code
	 * @return the code's value or error
	 * @throws Exception what the code throws; the caller finds it in the future
	 */
	@Async(NAME)
	public <T> CompletableFuture<T> submit(Callable<T> code) throws Exception {
		return CompletableFuture.completedFuture(code.call());
	}

	/**
	 * A feature that runs more than jobs on the pool.
	 */
	@FunctionalInterface
	public interface Guests {

		/**
		 * How much of its code may be in the pool at once, for which the queue keeps
		 * room.
		 * @return the most calls
		 */
		int inPool();

	}

}
