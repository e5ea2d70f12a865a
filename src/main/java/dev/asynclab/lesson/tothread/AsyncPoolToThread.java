package dev.asynclab.lesson.tothread;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.AsyncPool;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/**
 * {@code to_thread} as an {@code @Async} method, which does the same: it runs a function
 * on a worker thread. There is no event loop to protect: every task of a pool runs on
 * such a thread.
 * <p>
 * On failure the future completes with the error. Cancelling the future ends the wait at
 * once. The function runs on and its result is dropped, as in asyncio.
 * <p>
 * The gap: a function that still waits for a thread runs too, although its result is
 * dropped; asyncio does not start it. The function sees none of the caller's ThreadLocals
 * unless the executor has a TaskDecorator (fact 61).
 *
 * <pre>{@code
 * result = await asyncio.to_thread(blocking)
 * }</pre>
 */
@Component
public class AsyncPoolToThread {

	/**
	 * Calls a blocking function on a thread of the pool. Call this from another bean: a
	 * call on {@code this} bypasses the proxy and runs inline.
	 * @param <T> the type of the value
	 * @param function blocking code
	 * @return the value or the error of the function
	 * @throws Exception what the function throws; the caller finds it in the future
	 */
	@Async(AsyncPool.NAME)
	public <T> CompletableFuture<T> toThread(Callable<T> function) throws Exception {
		return CompletableFuture.completedFuture(function.call());
	}

}
