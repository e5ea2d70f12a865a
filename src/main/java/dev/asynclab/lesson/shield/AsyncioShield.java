package dev.asynclab.lesson.shield;

import java.util.List;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Task;

/**
 * {@code shield} itself.
 * <p>
 * A failure of the task is thrown in the awaiting task. On cancellation CancelledError is
 * thrown in the awaiting task at once, and the shielded task runs on. If other code
 * cancels the shielded task, CancelledError is thrown in the awaiting task. A failure
 * that comes after the awaiting task was cancelled is reported as never retrieved, unless
 * other code awaits the shielded task. Nothing shields a task from the end of
 * {@code run}, which cancels every task that is left.
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
