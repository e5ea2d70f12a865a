package dev.asynclab.lesson.taskgroup;

import java.util.ArrayList;
import java.util.List;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.Task;

/**
 * {@code TaskGroup} itself.
 * <p>
 * The first failure cancels the other tasks. When all of them have cleaned up, an
 * {@link dev.asynclab.asyncio.ExceptionGroup} is thrown, even for one error. On
 * cancellation every child is cancelled and awaited. A child that other code cancels does
 * not cancel the others, but it has no result.
 *
 * <pre>{@code
 * async with asyncio.TaskGroup() as group:
 *     task1 = group.create_task(fetch("A"))
 *     task2 = group.create_task(fetch("B"))
 * results = [task1.result(), task2.result()]
 * }</pre>
 */
public class AsyncioTaskGroup {

	/**
	 * Runs all coroutines as children of one group.
	 * @param <T> the type of the values
	 * @param coroutines the coroutines
	 * @return the values in argument order
	 */
	public <T> List<T> taskGroup(List<Coroutine<T>> coroutines) {
		List<Task<T>> tasks = new ArrayList<>();
		Asyncio.taskGroup((group) -> {
			for (Coroutine<T> coroutine : coroutines) {
				tasks.add(group.createTask(coroutine));
			}
		});
		return tasks.stream().map(Task::result).toList();
	}

}
