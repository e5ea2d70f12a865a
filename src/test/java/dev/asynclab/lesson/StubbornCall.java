package dev.asynclab.lesson;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.Coroutine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A call that never ends by itself, and after being cancelled cleans up until the test
 * says how that ends.
 */
public final class StubbornCall {

	private final CountDownLatch cancelled = new CountDownLatch(1);

	private final CountDownLatch started = new CountDownLatch(1);

	private final CompletableFuture<String> cleanUp = new CompletableFuture<>();

	/**
	 * The call as blocking code, which ends with an InterruptedException where nothing
	 * else is said.
	 */
	public Callable<String> callable() {
		return () -> {
			this.started.countDown();
			try {
				new CountDownLatch(1).await();
				throw new AssertionError("nobody counts down");
			}
			catch (InterruptedException ex) {
				this.cancelled.countDown();
				return orElse(this.cleanUp::get, ex);
			}
		};
	}

	/**
	 * The call as a coroutine, which ends as cancelled where nothing else is said.
	 */
	public Coroutine<String> coroutine() {
		return () -> {
			this.started.countDown();
			try {
				return Asyncio.await(new CompletableFuture<String>());
			}
			catch (CancelledError ex) {
				this.cancelled.countDown();
				return orElse(() -> Asyncio.await(this.cleanUp), ex);
			}
		};
	}

	private <E extends Throwable> String orElse(Callable<String> cleanUp, E cancellation) throws E, Exception {
		try {
			String value = cleanUp.call();
			if (value.isEmpty()) {
				throw cancellation;
			}
			return value;
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	public void awaitStarted() {
		await(this.started, "started");
	}

	public void awaitCancelled() {
		await(this.cancelled, "cancelled");
	}

	private static void await(CountDownLatch latch, String what) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).as("the call was %s", what).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	public void endsCancelled() {
		this.cleanUp.complete("");
	}

	public void returns(String value) {
		this.cleanUp.complete(value);
	}

	public void raises(Exception error) {
		this.cleanUp.completeExceptionally(error);
	}

}
