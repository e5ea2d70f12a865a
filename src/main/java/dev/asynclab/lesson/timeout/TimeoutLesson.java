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

	private String lesson(Plan plan) {
		Duration end = Duration.ZERO;
		for (Job job : plan.jobs()) {
			end = end.plus(job.delay());
			if (end.compareTo(this.timeout) >= 0) {
				return late(job, plan.style());
			}
			if (job.outcome() == Job.Outcome.FAIL) {
				return "An error that comes in time leaves the block as it is, and what comes after never starts.";
			}
		}
		return "The whole block was in time.";
	}

	private String late(Job job, Style style) {
		return (job.blocks() && this.timeout.isPositive() && style.hasEventLoop())
				? "A deadline stops only what awaits: a call that blocks the event loop goes on to its end, and delays everybody."
				: "One deadline for the whole block: the job under way is cancelled, and what comes after never starts.";
	}

}
