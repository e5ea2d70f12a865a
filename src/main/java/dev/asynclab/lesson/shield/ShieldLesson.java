package dev.asynclab.lesson.shield;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Task;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.Run;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * Runs shield in each style, and cancels whoever awaits after a time.
 */
@Component
class ShieldLesson implements Lesson {

	private final AsyncPoolShield asyncPool = new AsyncPoolShield();

	private final WebClientShield webClient = new WebClientShield();

	private final VirtualThreadShield virtualThread = new VirtualThreadShield();

	private final AsyncioShield asyncio = new AsyncioShield();

	private final ExecutorService virtualThreads;

	private final Duration cancelAfter;

	@Autowired
	ShieldLesson(ExecutorService virtualThreads) {
		this(virtualThreads, Duration.ofMillis(500));
	}

	private ShieldLesson(ExecutorService virtualThreads, Duration cancelAfter) {
		this.virtualThreads = virtualThreads;
		this.cancelAfter = cancelAfter;
	}

	/**
	 * The same lesson with another time.
	 * @param cancelAfter when the awaiter is cancelled, not negative
	 * @return the lesson with that time
	 */
	ShieldLesson with(Duration cancelAfter) {
		return new ShieldLesson(this.virtualThreads, cancelAfter);
	}

	@Override
	public String concept() {
		return "shield";
	}

	@Override
	public CompletableFuture<?> start(Run run) {
		run.createTasks();
		return switch (run.plan().style()) {
			case ASYNC_POOL -> cancelLater(this.asyncPool.awaitShielded(asyncTasks(run)));
			case WEBCLIENT -> cancelLater(this.webClient.awaitShielded(requests(run)).toFuture());
			case VIRTUAL_THREAD -> cancelLater(awaitOnVirtualThread(run));
			case ASYNCIO -> run.onEventLoop(() -> {
				List<Task<String>> tasks = run.coroutines().stream().map(Asyncio::<String>createTask).toList();
				cancelLater(Asyncio.currentTask());
				return this.asyncio.awaitShielded(tasks);
			});
		};
	}

	private static List<CompletableFuture<String>> asyncTasks(Run run) {
		return run.asyncCalls().stream().map(Supplier::get).toList();
	}

	private static List<CompletableFuture<String>> requests(Run run) {
		return run.monos().stream().map(Mono::toFuture).toList();
	}

	private CompletableFuture<List<String>> awaitOnVirtualThread(Run run) {
		List<Future<String>> tasks = run.callables().stream().map(this.virtualThreads::submit).toList();
		return run.onVirtualThread(() -> this.virtualThread.awaitShielded(tasks));
	}

	private CompletableFuture<?> cancelLater(CompletableFuture<?> awaiter) {
		awaiter.copy()
			.orTimeout(this.cancelAfter.toMillis(), TimeUnit.MILLISECONDS)
			// Too late it does nothing.
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
				"Whoever awaits behind a shield may be cancelled, and leaves at once: the tasks run to their end.",
				inTime ? "/api/to-thread?style=webclient&format=text" : "/api/shield?cancelAfter=3s&format=text");
	}

}
