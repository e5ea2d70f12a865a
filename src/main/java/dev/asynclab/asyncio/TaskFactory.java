package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * Makes the tasks of a loop: {@code Task::new}, or what does something before or after.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.set_task_factory">
 * loop.set_task_factory</a>
 */
@FunctionalInterface
public interface TaskFactory {

	/**
	 * Makes a task, which is queued for its first step then.
	 * @param <T> what the task returns
	 * @param loop the loop that is to run it
	 * @param body what it runs
	 * @param context where its context variables are, or null for a copy of the caller's
	 * @return a new task
	 */
	<T extends @Nullable Object> Task<T> createTask(EventLoop loop, Coroutine<? extends T> body,
			@Nullable Context context);

	/**
	 * Makes tasks that take their first step at once, before {@code createTask} returns:
	 * {@code asyncio.eager_task_factory}. One that awaits nothing is done then. Tasks
	 * that are made while the loop does not run start as usual.
	 * @return the factory
	 * @see <a href=
	 * "https://docs.python.org/3.13/library/asyncio-task.html#eager-task-factory">Eager
	 * Task Factory</a>
	 */
	static TaskFactory eager() {
		return Task::startEagerly;
	}

}
