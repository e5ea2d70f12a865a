package dev.asynclab.semantics.probe;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.asynclab.asyncio.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * The event loop of a probe.
 */
final class ProbeEventLoop {

	/** More than any combinator takes from an event to its last effect. */
	private static final int ITERATIONS = 20;

	private final CompletableFuture<EventLoop> running = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

	/**
	 * Makes a loop that does not run yet.
	 * @param reports is told of errors that nobody awaits
	 * @return the loop
	 */
	static EventLoop make(Consumer<Throwable> reports) {
		EventLoop loop = new EventLoop();
		loop.setExceptionHandler((context) -> reports.accept(
				(context.exception() != null) ? context.exception() : new IllegalStateException(context.message())));
		return loop;
	}

	/**
	 * Tells that main has entered the loop, which runs the caller.
	 */
	void entered() {
		this.running.complete(EventLoop.running());
	}

	/**
	 * Tells that the loop is closed.
	 * @param outcome how its main ended
	 */
	void closed(AwaiterOutcome outcome) {
		if (outcome.error() != null) {
			this.running.completeExceptionally(outcome.error());
		}
		this.ended.complete(null);
	}

	/**
	 * Waits until nothing is ready to run.
	 * @param blocked completes if a task blocks the loop, which then gets no further
	 */
	void settle(CompletableFuture<?> blocked) throws Exception {
		EventLoop loop = Activity.await(this.running);
		for (int i = 0; i < ITERATIONS && !this.ended.isDone() && !blocked.isDone(); i++) {
			Activity.await(CompletableFuture.anyOf(nextIteration(loop), this.ended, blocked));
		}
	}

	void awaitClosed() throws Exception {
		Activity.await(this.ended);
	}

	private static CompletableFuture<?> nextIteration(EventLoop loop) {
		CompletableFuture<@Nullable Void> iteration = new CompletableFuture<>();
		try {
			loop.callSoonThreadsafe(() -> iteration.complete(null));
		}
		catch (IllegalStateException ex) {
			// It has just been closed.
			iteration.complete(null);
		}
		return iteration;
	}

}
