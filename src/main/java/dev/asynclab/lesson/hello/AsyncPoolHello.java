package dev.asynclab.lesson.hello;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.asynclab.job.AsyncPool;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/**
 * A coroutine as an {@code @Async} method: the caller goes on at once, and the body waits
 * on a thread of the pool.
 * <p>
 * On failure the future completes with the error. Cancelling the future does <em>not</em>
 * stop the body, since its thread is not interrupted. In asyncio {@code cancel()} would
 * raise CancelledError at the {@code await}.
 *
 * <pre>{@code
 * async def say_hello():
 *     print("Hello")
 *     await asyncio.sleep(1)
 *     print("World")
 * }</pre>
 */
@Component
public class AsyncPoolHello {

	/**
	 * Prints Hello, waits, and prints World. Call this from another bean: a call on
	 * {@code this} bypasses the proxy and runs inline.
	 * @param print prints a word
	 * @param io the operation to wait for; it blocks
	 * @return completes when World is printed
	 * @throws Exception what the I/O throws; the caller finds it in the future
	 */
	@Async(AsyncPool.NAME)
	public CompletableFuture<Void> sayHello(Consumer<String> print, Callable<?> io) throws Exception {
		print.accept("Hello");
		io.call();
		print.accept("World");
		return CompletableFuture.completedFuture(null);
	}

}
