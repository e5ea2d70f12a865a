package dev.asynclab.lesson.timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.PythonSeconds;
import dev.asynclab.lesson.Run;
import dev.asynclab.notation.Sentence;

/**
 * Runs timeout in each style. The block awaits one job after the other.
 */
class TimeoutLesson implements Lesson {

	private final AsyncPoolTimeout asyncPool = new AsyncPoolTimeout();

	private final WebClientTimeout webClient = new WebClientTimeout();

	private final VirtualThreadTimeout virtualThread = new VirtualThreadTimeout();

	private final AsyncioTimeout asyncio = new AsyncioTimeout();

	private final Duration timeout;

	TimeoutLesson(Duration timeout) {
		this.timeout = timeout;
	}

	@Override
	public CompletableFuture<List<String>> start(Run run) {
		return switch (run.plan().style().shape()) {
			case FUTURES -> this.asyncPool.timeout(this.timeout, run.futures());
			case MONOS -> this.webClient.timeout(this.timeout, run.monos()).toFuture();
			case BLOCKING -> run.onVirtualThread(() -> this.virtualThread.timeout(this.timeout, run.callables()));
			case COROUTINES -> run.onEventLoop(() -> this.asyncio.timeout(this.timeout, run.coroutines()));
		};
	}

	@Override
	public int concurrency(Plan plan) {
		return 1;
	}

	@Override
	public Caption caption(Plan plan, int peak) {
		return new Caption("async with asyncio.timeout(%s): results = [await call() for call in calls]"
			.formatted(PythonSeconds.of(this.timeout)), lesson(plan), "/api/as-completed?format=text");
	}

	private Sentence lesson(Plan plan) {
		Duration end = Duration.ZERO;
		for (Job job : plan.jobs()) {
			end = end.plus(job.delay());
			if (end.compareTo(this.timeout) >= 0) {
				return late(job, plan.style());
			}
			if (job.outcome() == Job.Outcome.FAIL) {
				return Sentence.of("timeout.error",
						"An error before the deadline ends the block unchanged. The jobs after it never start.");
			}
		}
		return Sentence.of("timeout.in-time", "The whole block ended before the deadline.");
	}

	private Sentence late(Job job, Style style) {
		return (job.blocks() && this.timeout.isPositive() && style.hasEventLoop()) ? Sentence.of("timeout.blocks",
				"A deadline stops only a task that awaits. A call that blocks the event loop runs to its end, and delays all other tasks.")
				: Sentence.of("timeout.late",
						"The whole block has one deadline. It cancels the job that is running, and the jobs after it never start.");
	}

}
