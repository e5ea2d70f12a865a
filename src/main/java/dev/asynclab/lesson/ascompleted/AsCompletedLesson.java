package dev.asynclab.lesson.ascompleted;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.job.Job;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.PythonSeconds;
import dev.asynclab.lesson.Run;
import dev.asynclab.notation.Sentence;
import reactor.core.publisher.Mono;

/**
 * Runs as_completed in each style.
 */
class AsCompletedLesson implements Lesson {

	private final AsyncPoolAsCompleted asyncPool = new AsyncPoolAsCompleted();

	private final WebClientAsCompleted webClient = new WebClientAsCompleted();

	private final AsyncioAsCompleted asyncio = new AsyncioAsCompleted();

	private final Duration timeout;

	AsCompletedLesson(Duration timeout) {
		this.timeout = timeout;
	}

	@Override
	public CompletableFuture<List<String>> start(Run run) {
		run.createTasks();
		return switch (run.plan().style().shape()) {
			case FUTURES ->
				this.asyncPool.asCompleted(run.futures().stream().map(Supplier::get).toList(), this.timeout);
			case MONOS ->
				this.webClient.asCompleted(run.monos().stream().map(Mono::toFuture).toList(), this.timeout).toFuture();
			case BLOCKING -> run.onVirtualThread(() -> new VirtualThreadAsCompleted(run.virtualThreads())
				.asCompleted(run.callables(), this.timeout));
			case COROUTINES -> run.onEventLoop(() -> this.asyncio
				.asCompleted(run.coroutines().stream().map(Asyncio::<String>createTask).toList(), this.timeout));
		};
	}

	@Override
	public Caption caption(Plan plan, int peak) {
		String python = "for earliest in asyncio.as_completed(tasks, timeout=%s): results.append(await earliest)"
			.formatted(PythonSeconds.of(this.timeout));
		return new Caption(python, lesson(plan), plan.fails() ? "/api/as-completed?timeout=1500ms&format=text"
				: "/api/as-completed?job=A:2s&job=B:1s:fail&job=C:500ms&format=text");
	}

	private Sentence lesson(Plan plan) {
		if (plan.fails()) {
			return Sentence.of("as-completed.error",
					"The loop raises an error when the turn of its task comes. The other tasks run on.");
		}
		if (plan.jobs().stream().map(Job::delay).anyMatch((delay) -> delay.compareTo(this.timeout) >= 0)) {
			return Sentence.of("as-completed.late", "On time-out the loop ends with an error. The late tasks run on.");
		}
		return Sentence.of("as-completed.order",
				"The values come in the order in which the tasks end, not in the order of the arguments.");
	}

}
