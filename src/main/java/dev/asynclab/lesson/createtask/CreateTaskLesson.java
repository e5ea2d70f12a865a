package dev.asynclab.lesson.createtask;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

import dev.asynclab.job.Style;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.Run;

import org.springframework.stereotype.Component;

/**
 * Runs create_task in each style.
 */
@Component
class CreateTaskLesson implements Lesson {

	private final AsyncPoolCreateTask asyncPool = new AsyncPoolCreateTask();

	private final WebClientCreateTask webClient = new WebClientCreateTask();

	private final VirtualThreadCreateTask virtualThread;

	private final AsyncioCreateTask asyncio = new AsyncioCreateTask();

	CreateTaskLesson(ExecutorService virtualThreads) {
		this.virtualThread = new VirtualThreadCreateTask(virtualThreads);
	}

	@Override
	public String concept() {
		return "create-task";
	}

	@Override
	public CompletableFuture<List<String>> start(Run run) {
		run.createTasks();
		return switch (run.plan().style()) {
			case ASYNC_POOL -> this.asyncPool.createTasks(run.asyncCalls());
			case WEBCLIENT -> this.webClient.createTasks(run.monos()).toFuture();
			case VIRTUAL_THREAD -> run.onVirtualThread(() -> this.virtualThread.createTasks(run.callables()));
			case ASYNCIO -> run.onEventLoop(() -> this.asyncio.createTasks(run.coroutines()));
		};
	}

	@Override
	public Caption caption(Plan plan, int peak) {
		return new Caption(
				"tasks = [asyncio.create_task(call()) for call in calls]; results = [await task for task in tasks]",
				lesson(plan, peak), next(plan));
	}

	private static String lesson(Plan plan, int peak) {
		if (plan.blocks()) {
			return switch (plan.style()) {
				case WEBCLIENT, ASYNCIO ->
					"A call that blocks the event loop, as time.sleep() does, delays every other task on it.";
				case ASYNC_POOL -> "A call that blocks holds one thread of the pool, which a waiting task does anyway.";
				case VIRTUAL_THREAD -> "A call that blocks a virtual thread delays nobody.";
			};
		}
		if (plan.fails()) {
			return "A failure is raised where its task is awaited, not when it happens.";
		}
		if (plan.style() == Style.ASYNC_POOL && peak < plan.jobs().size()) {
			return "A task starts when a thread of the pool is free: " + peak + " ran at once.";
		}
		return "All start at once and are awaited in order: the wall time is that of the longest.";
	}

	private static String next(Plan plan) {
		return (plan.blocks() && plan.style().hasEventLoop()) ? "/api/gather?format=text"
				: "/api/create-task?job=A:1s&job=B:2s:block&style=webclient&format=text";
	}

}
