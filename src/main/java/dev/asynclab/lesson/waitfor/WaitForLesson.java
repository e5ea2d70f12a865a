package dev.asynclab.lesson.waitfor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.job.Job;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.PythonSeconds;
import dev.asynclab.lesson.Run;
import dev.asynclab.notation.Sentence;
import reactor.core.publisher.Mono;

/**
 * Runs wait_for in each style. It takes one awaitable, the first job. The other jobs are
 * tasks beside it that are not awaited, to show that the time-out does not apply to them.
 */
class WaitForLesson implements Lesson {

	private final AsyncPoolWaitFor asyncPool = new AsyncPoolWaitFor();

	private final WebClientWaitFor webClient = new WebClientWaitFor();

	private final VirtualThreadWaitFor virtualThread = new VirtualThreadWaitFor(
			Thread.ofVirtual().name("wait-for-", 1).factory());

	private final AsyncioWaitFor asyncio = new AsyncioWaitFor();

	private final Duration timeout;

	WaitForLesson(Duration timeout) {
		this.timeout = timeout;
	}

	@Override
	public CompletableFuture<String> start(Run run) {
		run.createTasks();
		return switch (run.plan().style().shape()) {
			case FUTURES -> {
				List<CompletableFuture<String>> tasks = run.futures().stream().map(Supplier::get).toList();
				yield this.asyncPool.waitFor(tasks.getFirst(), this.timeout);
			}
			case MONOS -> {
				others(run.monos()).forEach(Mono::toFuture);
				yield this.webClient.waitFor(run.monos().getFirst(), this.timeout).toFuture();
			}
			case BLOCKING -> {
				others(run.callables()).forEach(run.virtualThreads()::submit);
				yield run.onVirtualThread(() -> this.virtualThread.waitFor(run.callables().getFirst(), this.timeout));
			}
			case COROUTINES -> run.onEventLoop(() -> {
				others(run.coroutines()).forEach(Asyncio::<String>createTask);
				Coroutine<String> first = run.coroutines().getFirst();
				return this.asyncio.waitFor(first, this.timeout);
			});
		};
	}

	private static <T> List<T> others(List<T> calls) {
		return calls.subList(1, calls.size());
	}

	@Override
	public boolean awaits(Plan plan, String job) {
		return plan.jobs().getFirst().name().equals(job);
	}

	@Override
	public Caption caption(Plan plan, int peak) {
		return new Caption(
				"result = await asyncio.wait_for(task, timeout=%s)".formatted(PythonSeconds.of(this.timeout)),
				lesson(plan), next(plan.jobs().getFirst()));
	}

	private String next(Job first) {
		return isLate(first) ? "/api/wait-for?job=A:500ms&job=B:1s&timeout=1s&format=text" : "/api/timeout?format=text";
	}

	private boolean isLate(Job first) {
		return first.delay().compareTo(this.timeout) >= 0;
	}

	private Sentence lesson(Plan plan) {
		Job first = plan.jobs().getFirst();
		if (isLate(first) && first.blocks() && this.timeout.isPositive() && plan.style().hasEventLoop()) {
			return Sentence.of("wait-for.blocks",
					"A time-out stops only a task that awaits. A call that blocks the event loop runs to its end, and delays all other tasks.");
		}
		if (isLate(first)) {
			return Sentence.of("wait-for.late",
					"The time-out stops the work: it cancels the awaited job, and no other.");
		}
		return (first.outcome() == Job.Outcome.FAIL)
				? Sentence.of("wait-for.error", "An error before the time-out is raised unchanged.")
				: Sentence.of("wait-for.in-time", "The job ended in time, and wait_for returns its value.");
	}

}
