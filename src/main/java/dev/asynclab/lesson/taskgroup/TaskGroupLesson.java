package dev.asynclab.lesson.taskgroup;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.Run;
import dev.asynclab.notation.Sentence;

/**
 * Runs a task group in each style.
 */
class TaskGroupLesson implements Lesson {

	private final AsyncPoolTaskGroup asyncPool = new AsyncPoolTaskGroup();

	private final WebClientTaskGroup webClient = new WebClientTaskGroup();

	private final VirtualThreadTaskGroup virtualThread = new VirtualThreadTaskGroup(
			Thread.ofVirtual().name("task-group-", 1).factory());

	private final AsyncioTaskGroup asyncio = new AsyncioTaskGroup();

	@Override
	public CompletableFuture<List<String>> start(Run run) {
		run.createTasks();
		return switch (run.plan().style().shape()) {
			case FUTURES -> this.asyncPool.taskGroup(run.futures().stream().map(Supplier::get).toList());
			// If the first fails before the last is subscribed to, the last never is.
			case MONOS -> this.webClient.taskGroup(run.monos()).doOnError((_) -> run.cancelTasks()).toFuture();
			case BLOCKING -> run.onVirtualThread(() -> this.virtualThread.taskGroup(run.callables()));
			case COROUTINES -> run.onEventLoop(() -> this.asyncio.taskGroup(run.coroutines()));
		};
	}

	@Override
	public Caption caption(Plan plan, int peak) {
		String python = "async with asyncio.TaskGroup() as group: "
				+ "tasks = [group.create_task(call()) for call in calls]";
		return plan.fails()
				? new Caption(python, Sentence.of("task-group.error",
						"An error cancels the other tasks of the group. When the group has ended, nothing runs on."),
						"/api/compare?concept=task-group&job=A:2s&job=B:1s:fail&format=text")
				: new Caption(python, Sentence.of("task-group.end", "The group ends when all its tasks have ended."),
						"/api/task-group?job=A:2s&job=B:1s:fail&format=text");
	}

}
