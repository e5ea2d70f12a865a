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

	// The consumer accepts the errors that are not awaited.
	static EventLoop make(Consumer<Throwable> reports) {
		EventLoop loop = new EventLoop();
		loop.setExceptionHandler((context) -> reports.accept(
				(context.exception() != null) ? context.exception() : new IllegalStateException(context.message())));
		return loop;
	}

	// The main coroutine calls this.
	void entered() {
		this.running.complete(EventLoop.running());
	}

	void closed(AwaiterOutcome outcome) {
		if (outcome.error() != null) {
			this.running.completeExceptionally(outcome.error());
		}
		this.ended.complete(null);
	}

	// Waits until nothing is ready to run. A task that blocks the loop keeps it from
	// going on.
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
