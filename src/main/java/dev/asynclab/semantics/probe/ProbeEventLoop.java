package dev.asynclab.semantics.probe;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.asynclab.asyncio.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * The event loop of a probe.
 */
final class ProbeEventLoop {

	/** No combinator takes more iterations from an event to its last effect. */
	private static final int ITERATIONS = 20;

	private final CompletableFuture<EventLoop> running = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

	/**
	 * Makes a loop that does not run yet.
	 * @param reports accepts the errors that are not awaited
	 * @return the loop
	 */
	static EventLoop make(Consumer<Throwable> reports) {
		EventLoop loop = new EventLoop();
		loop.setExceptionHandler((context) -> reports.accept(
				(context.exception() != null) ? context.exception() : new IllegalStateException(context.message())));
		return loop;
	}

	/**
	 * Says that the loop runs; main calls this.
	 */
	void entered() {
		this.running.complete(EventLoop.running());
	}

	/**
	 * Says that the loop is closed.
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
	 * @param blocked completes if a task blocks the loop, which then can't go on
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
			// The loop has just been closed.
			iteration.complete(null);
		}
		return iteration;
	}

}
