package dev.asynclab.lesson.shield;

import java.util.List;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Task;

/**
 * {@code shield} itself.
 * <p>
 * A failure of the task is thrown in the awaiter. On cancellation CancelledError is
 * thrown in the awaiter at once, and the task does not notice; a task that others
 * cancelled throws CancelledError in the awaiter. A failure that comes after the awaiter
 * has left is reported as never retrieved, unless somebody else awaits the task. Nothing
 * shields from the end of {@code run}, which cancels every task left.
 *
 * <pre>{@code
 * tasks = [asyncio.create_task(call()) for call in calls]
 * results = [await asyncio.shield(task) for task in tasks]
 * }</pre>
 */
public class AsyncioShield {

	/**
	 * Awaits each task in order, behind a shield.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @return the values in order
	 */
	public <T> List<T> awaitShielded(List<Task<T>> tasks) {
		return tasks.stream().map(Asyncio::shield).toList();
	}

}
