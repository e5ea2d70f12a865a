package dev.asynclab.lesson.sequential;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.Run;
import dev.asynclab.notation.Sentence;

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
		Sentence lesson = plan.fails()
				? Sentence.of("sequential.error", "The first error ends the sequence: the jobs after it never start.")
				: Sentence.of("sequential.sum", "If you wait for each one before starting the next, the times add up.");
		return new Caption("results = [await call() for call in calls]", lesson, "/api/gather?format=text");
	}

}
