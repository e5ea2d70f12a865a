package dev.asynclab.lesson.createtask;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.Shape;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.Run;
import dev.asynclab.notation.Sentence;

/**
 * Runs create_task in each style.
 */
class CreateTaskLesson implements Lesson {

	private final AsyncPoolCreateTask asyncPool = new AsyncPoolCreateTask();

	private final WebClientCreateTask webClient = new WebClientCreateTask();

	private final AsyncioCreateTask asyncio = new AsyncioCreateTask();

	@Override
	public CompletableFuture<List<String>> start(Run run) {
		run.createTasks();
		return switch (run.plan().style().shape()) {
			case FUTURES -> this.asyncPool.createTasks(run.futures());
			case MONOS -> this.webClient.createTasks(run.monos()).toFuture();
			case BLOCKING -> run
				.onVirtualThread(() -> new VirtualThreadCreateTask(run.virtualThreads()).createTasks(run.callables()));
			case COROUTINES -> run.onEventLoop(() -> this.asyncio.createTasks(run.coroutines()));
		};
	}

	@Override
	public Caption caption(Plan plan, int peak) {
		return new Caption(
				"tasks = [asyncio.create_task(call()) for call in calls]; results = [await task for task in tasks]",
				lesson(plan, peak), next(plan));
	}

	private static Sentence lesson(Plan plan, int peak) {
		if (plan.blocks()) {
			return switch (plan.style().shape()) {
				case MONOS, COROUTINES -> Sentence.of("blocking.event-loop",
						"A call that blocks the event loop, as time.sleep() does, delays every other task on it.");
				case FUTURES -> plan.style().isDistributed()
						? Sentence.of("blocking.worker",
								"A call that blocks holds one thread of a worker. A task that waits holds one anyway.")
						: Sentence.of("blocking.pool",
								"A call that blocks holds one thread of the pool. A task that waits holds one anyway.");
				case BLOCKING ->
					Sentence.of("blocking.virtual-thread", "A call that blocks a virtual thread delays no other task.");
			};
		}
		if (plan.fails()) {
			return Sentence.of("create-task.error",
					"An error is raised where its task is awaited, not when the task fails.");
		}
		if (plan.style().shape() == Shape.FUTURES && peak < plan.jobs().size()) {
			return plan.style().isDistributed()
					? Sentence.of("create-task.workers",
							"A task starts when a worker has a free place: {0} ran at once.", peak)
					: Sentence.of("create-task.pool",
							"A task starts when a thread of the pool is free: {0} ran at once.", peak);
		}
		return Sentence.of("create-task.overlap",
				"All tasks start at once and are awaited in order: the wall time is that of the longest.");
	}

	private static String next(Plan plan) {
		return (plan.blocks() && plan.style().hasEventLoop()) ? "/api/gather?format=text"
				: "/api/create-task?job=A:1s&job=B:2s:block&style=webclient&format=text";
	}

}
