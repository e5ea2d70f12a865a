package dev.asynclab.job;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/**
 * Runs blocking code on the bounded pool, through {@code @Async}. This is a bean of its
 * own because a call from within the same bean would bypass the proxy and run on the
 * caller's thread.
 */
@Component
public class AsyncPool {

	/** The bean name of the pool's executor, for {@code @Async}. */
	public static final String NAME = "asyncPoolExecutor";

	/**
	 * Runs the code on a thread of the pool. Cancelling the future does not interrupt it.
	 * @param <T> the type of the value
	 * @param code blocking code
	 * @return the code's value or error
	 * @throws Exception the error of the code; the caller gets it through the future
	 */
	@Async(NAME)
	public <T> CompletableFuture<T> submit(Callable<T> code) throws Exception {
		return CompletableFuture.completedFuture(code.call());
	}

	/**
	 * A feature whose own code also runs on the pool.
	 */
	@FunctionalInterface
	public interface Guests {

		/**
		 * Returns how many of its calls can be in the pool at once. The queue keeps room
		 * for them.
		 * @return the greatest number of calls
		 */
		int inPool();

	}

}
