package dev.asynclab.lesson.shield;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Task;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.Run;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * Runs shield in each style, and cancels the awaiting task after a time.
 */
class ShieldLesson implements Lesson {

	private final AsyncPoolShield asyncPool = new AsyncPoolShield();

	private final WebClientShield webClient = new WebClientShield();

	private final VirtualThreadShield virtualThread = new VirtualThreadShield();

	private final AsyncioShield asyncio = new AsyncioShield();

	private final Duration cancelAfter;

	ShieldLesson(Duration cancelAfter) {
		this.cancelAfter = cancelAfter;
	}

	@Override
	public CompletableFuture<?> start(Run run) {
		run.createTasks();
		return switch (run.plan().style().shape()) {
			case FUTURES -> cancelLater(this.asyncPool.awaitShielded(asyncTasks(run)));
			case MONOS -> cancelLater(this.webClient.awaitShielded(requests(run)).toFuture());
			case BLOCKING -> cancelLater(awaitOnVirtualThread(run));
			case COROUTINES -> run.onEventLoop(() -> {
				List<Task<String>> tasks = run.coroutines().stream().map(Asyncio::<String>createTask).toList();
				cancelLater(Asyncio.currentTask());
				return this.asyncio.awaitShielded(tasks);
			});
		};
	}

	private static List<CompletableFuture<String>> asyncTasks(Run run) {
		return run.futures().stream().map(Supplier::get).toList();
	}

	private static List<CompletableFuture<String>> requests(Run run) {
		return run.monos().stream().map(Mono::toFuture).toList();
	}

	private CompletableFuture<List<String>> awaitOnVirtualThread(Run run) {
		List<Future<String>> tasks = run.callables().stream().map(run.virtualThreads()::submit).toList();
		return run.onVirtualThread(() -> this.virtualThread.awaitShielded(tasks));
	}

	private CompletableFuture<?> cancelLater(CompletableFuture<?> awaiter) {
		awaiter.copy()
			.orTimeout(this.cancelAfter.toMillis(), TimeUnit.MILLISECONDS)
			// This does nothing if the wait has ended.
			.whenComplete((_, _) -> awaiter.cancel(true));
		return awaiter;
	}

	private void cancelLater(@Nullable Task<?> awaiter) {
		Assert.state(awaiter != null, "A coroutine runs in a task");
		EventLoop.running().callLater(this.cancelAfter, awaiter::cancel);
	}

	@Override
	public Caption caption(Plan plan, int peak) {
		boolean inTime = plan.jobs().stream().allMatch((job) -> job.delay().compareTo(this.cancelAfter) <= 0);
		return new Caption(
				"tasks = [asyncio.create_task(call()) for call in calls]; "
						+ "results = [await asyncio.shield(task) for task in tasks]",
				Sentence.of("shield.runs-on",
						"Cancelling the awaiting task ends only its wait. The shielded tasks run to their end."),
				inTime ? "/api/to-thread?style=webclient&format=text" : "/api/shield?cancelAfter=3s&format=text");
	}

}
