package dev.asynclab.lesson.ascompleted;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.job.Job;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.PythonSeconds;
import dev.asynclab.lesson.Run;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Runs as_completed in each style.
 */
@Component
class AsCompletedLesson implements Lesson {

	private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

	private final AsyncPoolAsCompleted asyncPool = new AsyncPoolAsCompleted();

	private final WebClientAsCompleted webClient = new WebClientAsCompleted();

	private final VirtualThreadAsCompleted virtualThread;

	private final AsyncioAsCompleted asyncio = new AsyncioAsCompleted();

	private final Duration timeout;

	@Autowired
	AsCompletedLesson(ExecutorService virtualThreads) {
		this(new VirtualThreadAsCompleted(virtualThreads), DEFAULT_TIMEOUT);
	}

	private AsCompletedLesson(VirtualThreadAsCompleted virtualThread, Duration timeout) {
		this.virtualThread = virtualThread;
		this.timeout = timeout;
	}

	/**
	 * The same lesson with a time limit.
	 * @param timeout how long at most, for all jobs together
	 * @return the lesson with the limit
	 */
	AsCompletedLesson with(Duration timeout) {
		return new AsCompletedLesson(this.virtualThread, timeout);
	}

	@Override
	public String concept() {
		return "as-completed";
	}

	@Override
	public CompletableFuture<List<String>> start(Run run) {
		run.createTasks();
		return switch (run.plan().style()) {
			case ASYNC_POOL ->
				this.asyncPool.asCompleted(run.asyncCalls().stream().map(Supplier::get).toList(), this.timeout);
			case WEBCLIENT ->
				this.webClient.asCompleted(run.monos().stream().map(Mono::toFuture).toList(), this.timeout).toFuture();
			case VIRTUAL_THREAD ->
				run.onVirtualThread(() -> this.virtualThread.asCompleted(run.callables(), this.timeout));
			case ASYNCIO -> run.onEventLoop(() -> this.asyncio
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

	private String lesson(Plan plan) {
		if (plan.fails()) {
			return "An error is raised at its place in the order of completion, and the others run on.";
		}
		if (plan.jobs().stream().map(Job::delay).anyMatch((delay) -> delay.compareTo(this.timeout) >= 0)) {
			return "When time is up the loop ends with an error, and what is late runs on.";
		}
		return "The values come in the order of completion, not of the arguments.";
	}

}
