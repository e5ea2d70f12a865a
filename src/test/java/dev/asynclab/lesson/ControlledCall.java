package dev.asynclab.lesson;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.Coroutine;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A call that ends when the test says so, in the form of each style.
 */
public final class ControlledCall {

	private final CompletableFuture<String> outcome = new CompletableFuture<>();

	private final AtomicInteger starts = new AtomicInteger();

	private final CountDownLatch started = new CountDownLatch(1);

	private final CountDownLatch cancelled = new CountDownLatch(1);

	private final CountDownLatch ended = new CountDownLatch(1);

	private final Mono<String> mono = Mono.defer(() -> {
		start();
		return Mono.fromFuture(this.outcome, true);
	}).doOnCancel(this.cancelled::countDown).doFinally((_) -> this.ended.countDown());

	private final Callable<String> callable = () -> {
		start();
		try {
			return this.outcome.get();
		}
		catch (InterruptedException ex) {
			this.cancelled.countDown();
			throw ex;
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
		finally {
			this.ended.countDown();
		}
	};

	private final Coroutine<String> coroutine = () -> {
		start();
		try {
			return Asyncio.await(this.outcome.copy());
		}
		catch (CancelledError ex) {
			if (!this.outcome.isDone()) {
				this.cancelled.countDown();
			}
			throw ex;
		}
		finally {
			this.ended.countDown();
		}
	};

	public Coroutine<String> coroutine() {
		return this.coroutine;
	}

	public Supplier<CompletableFuture<String>> asyncCall() {
		return () -> {
			start();
			CompletableFuture<String> task = this.outcome.copy();
			task.whenComplete((_, _) -> {
				if (task.isCancelled() && !this.outcome.isDone()) {
					this.cancelled.countDown();
				}
				this.ended.countDown();
			});
			return task;
		};
	}

	public Mono<String> mono() {
		return this.mono;
	}

	public Callable<String> callable() {
		return this.callable;
	}

	private void start() {
		this.starts.incrementAndGet();
		this.started.countDown();
	}

	public ControlledCall returns(String value) {
		this.outcome.complete(value);
		return this;
	}

	public ControlledCall raises(Throwable error) {
		this.outcome.completeExceptionally(error);
		return this;
	}

	public int starts() {
		return this.starts.get();
	}

	public void awaitStarted() {
		await(this.started, "started");
	}

	public void awaitCancelled() {
		await(this.cancelled, "cancelled");
	}

	public void awaitEnded() {
		await(this.ended, "ended");
	}

	public boolean isCancelled() {
		return this.cancelled.getCount() == 0;
	}

	private static void await(CountDownLatch latch, String what) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).as("the call was %s", what).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
