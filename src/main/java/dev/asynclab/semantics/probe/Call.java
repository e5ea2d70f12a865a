package dev.asynclab.semantics.probe;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.Coroutine;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A call that ends when the probe says so, in the form of each style. Cancelling stops
 * it: at once, or after a clean-up that the probe ends too.
 */
final class Call {

	private final String name;

	private final Activity activity;

	private final CompletableFuture<String> outcome = new CompletableFuture<>();

	private final CompletableFuture<String> cleanUp = new CompletableFuture<>();

	private final AtomicInteger starts = new AtomicInteger();

	private final CompletableFuture<@Nullable Void> started = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> cancelRequested = new CompletableFuture<>();

	private final CompletableFuture<Ending> ended = new CompletableFuture<>();

	private final Callable<String> blocking = this::block;

	private final Coroutine<String> coroutine;

	private final Mono<String> mono;

	private final Kind kind;

	private volatile @Nullable String user;

	Call(String name, Kind kind, Activity activity, Scheduler eventLoop) {
		this.name = name;
		this.kind = kind;
		this.activity = activity;
		this.coroutine = (kind == Kind.BLOCKS) ? this::block : this::await;
		this.mono = (kind == Kind.BLOCKS) ? Mono.fromCallable(this.blocking).subscribeOn(eventLoop) : mono(eventLoop);
	}

	/**
	 * The call as blocking code; always the same object.
	 * @return code for any thread
	 */
	Callable<String> blocking() {
		return this.blocking;
	}

	/**
	 * The call as a cold Mono whose value comes on the event loop; always the same.
	 * @return the Mono
	 */
	Mono<String> mono() {
		return this.mono;
	}

	/**
	 * The call as a coroutine; always the same object.
	 * @return the coroutine
	 */
	Coroutine<String> coroutine() {
		return this.coroutine;
	}

	private String block() throws Exception {
		start(() -> MDC.get(Workbench.USER));
		try {
			String value = this.outcome.get();
			if (Thread.interrupted()) {
				// It came before the value, which won the race to this thread.
				throw new InterruptedException();
			}
			end(Ending.VALUE);
			return value;
		}
		catch (InterruptedException ex) {
			requestCancel();
			return cleanUp(ex, this.cleanUp::get);
		}
		catch (CancellationException ex) {
			throw fail(ex);
		}
		catch (ExecutionException ex) {
			throw fail(ex.getCause());
		}
	}

	private String await() throws Exception {
		start(() -> Workbench.USER_VARIABLE.get());
		try {
			String value = Asyncio.await(this.outcome.copy());
			end(Ending.VALUE);
			return value;
		}
		catch (CancelledError ex) {
			requestCancel();
			return cleanUp(ex, () -> Asyncio.await(this.cleanUp.copy()));
		}
		catch (CallFailedException ex) {
			throw fail(ex);
		}
	}

	private Mono<String> mono(Scheduler eventLoop) {
		return Mono.deferContextual((context) -> {
			start(() -> context.getOrDefault(Workbench.USER, ""));
			return Mono.fromFuture(this.outcome, true);
		}).publishOn(eventLoop).doOnSuccess((_) -> end(Ending.VALUE)).doOnError((ex) -> {
			boolean cancelled = ex instanceof CancellationException;
			end(cancelled ? Ending.CANCELLED : Ending.ERROR);
		}).doOnCancel(() -> {
			requestCancel();
			// A cancelled Mono can do no more than start its clean-up.
			if (this.kind == Kind.CLEANS_UP) {
				this.cleanUp.whenComplete((_, _) -> end(Ending.CANCELLED));
			}
			else {
				end(Ending.CANCELLED);
			}
		});
	}

	private <E extends Throwable> String cleanUp(E cancellation, Callable<String> wait) throws E, Exception {
		try {
			if (this.kind == Kind.CLEANS_UP && !this.cleanUp.isCancelled()) {
				String value = wait.call();
				end(Ending.VALUE);
				return value;
			}
		}
		catch (ExecutionException ex) {
			throw fail(ex.getCause());
		}
		catch (CallFailedException ex) {
			throw fail(ex);
		}
		catch (CancellationException | CancelledError ex) {
			// The clean-up has ended, and the call ends as cancelled.
		}
		end(Ending.CANCELLED);
		throw cancellation;
	}

	private Exception fail(@Nullable Throwable error) {
		boolean cancelled = error instanceof CancellationException;
		end(cancelled ? Ending.CANCELLED : Ending.ERROR);
		return (error instanceof Exception ex) ? ex : new IllegalStateException(error);
	}

	private void start(Supplier<@Nullable String> user) {
		this.activity.add(Thread.currentThread());
		this.user = user.get();
		this.starts.incrementAndGet();
		this.started.complete(null);
	}

	private void requestCancel() {
		this.activity.add(Thread.currentThread());
		this.cancelRequested.complete(null);
	}

	private void end(Ending ending) {
		this.activity.add(Thread.currentThread());
		this.ended.complete(ending);
	}

	/**
	 * Ends the call with its name as the value, also while it cleans up: it then refuses
	 * to be cancelled.
	 * @return this call
	 */
	Call returns() {
		this.outcome.complete(this.name);
		this.cleanUp.complete(this.name);
		return this;
	}

	/**
	 * Ends the call with an error, also while it cleans up.
	 */
	void raises() {
		this.outcome.completeExceptionally(new CallFailedException(this.name));
		this.cleanUp.completeExceptionally(new CallFailedException(this.name));
	}

	/**
	 * Ends the call as cancelled, though nobody asked it; or its clean-up.
	 */
	void endsCancelled() {
		this.outcome.completeExceptionally(new CancellationException());
		this.cleanUp.cancel(false);
	}

	String name() {
		return this.name;
	}

	int starts() {
		return this.starts.get();
	}

	/**
	 * What the call saw of its caller's context.
	 * @return the user, or {@code null} or empty if there was none
	 */
	@Nullable String user() {
		return this.user;
	}

	CompletableFuture<?> started() {
		return this.started;
	}

	CompletableFuture<?> cancelRequested() {
		return this.cancelRequested;
	}

	CompletableFuture<Ending> ended() {
		return this.ended;
	}

	/**
	 * Whether it holds up the event loop, if it runs on one, from its start to its end.
	 * @return whether it does
	 */
	boolean blocks() {
		return this.kind == Kind.BLOCKS;
	}

	/**
	 * Lets everybody go who still waits in here.
	 */
	void close() {
		this.outcome.complete(this.name);
		this.cleanUp.cancel(false);
	}

	/**
	 * How a call takes it to be cancelled.
	 */
	enum Kind {

		/** Ends at once. */
		PLAIN,

		/** Cleans up until the probe says that it is done. */
		CLEANS_UP,

		/** Blocks its thread, also where that is the event loop's. */
		BLOCKS

	}

	/**
	 * How a call ended.
	 */
	enum Ending {

		/** With its value. */
		VALUE,

		/** With its error. */
		ERROR,

		/** As cancelled. */
		CANCELLED

	}

}
