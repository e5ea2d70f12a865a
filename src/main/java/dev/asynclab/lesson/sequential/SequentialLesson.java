package dev.asynclab.lesson.sequential;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.Run;

/**
 * Runs sequential in each style.
 */
class SequentialLesson implements Lesson {

	private final AsyncPoolSequential asyncPool = new AsyncPoolSequential();

	private final WebClientSequential webClient = new WebClientSequential();

	private final VirtualThreadSequential virtualThread = new VirtualThreadSequential();

	private final AsyncioSequential asyncio = new AsyncioSequential();

	@Override
	public CompletableFuture<List<String>> start(Run run) {
		return switch (run.plan().style().shape()) {
			case FUTURES -> this.asyncPool.sequential(run.futures());
			case MONOS -> this.webClient.sequential(run.monos()).toFuture();
			case BLOCKING -> run.onVirtualThread(() -> this.virtualThread.sequential(run.callables()));
			case COROUTINES -> run.onEventLoop(() -> this.asyncio.sequential(run.coroutines()));
		};
	}

	@Override
	public int concurrency(Plan plan) {
		return 1;
	}

	@Override
	public Caption caption(Plan plan, int peak) {
		String lesson = plan.fails() ? "The first failure ends the sequence: what comes after it never starts."
				: "Awaited one after the other, nothing overlaps: the wall time is the sum.";
		return new Caption("results = [await call() for call in calls]", lesson, "/api/gather?format=text");
	}

}
