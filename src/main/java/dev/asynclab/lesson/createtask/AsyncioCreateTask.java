package dev.asynclab.lesson.createtask;

import java.util.ArrayList;
import java.util.List;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.Task;

/**
 * {@code create_task} itself: the tasks start when the calling task first awaits.
 * <p>
 * A failure is thrown where its task is awaited, not when it happens; the other tasks run
 * on. On cancellation the task that is awaited at that moment is cancelled too, and the
 * others run on. A task that blocks its thread blocks the event loop, and so all other
 * tasks.
 *
 * <pre>{@code
 * task1 = asyncio.create_task(fetch("A"))
 * task2 = asyncio.create_task(fetch("B"))
 * results = [await task1, await task2]
 * }</pre>
 */
public class AsyncioCreateTask {

	/**
	 * Starts all coroutines as tasks, then awaits each in order.
	 * @param <T> the type of the values
	 * @param coroutines the coroutines
	 * @return the values in order
	 */
	public <T> List<T> createTasks(List<Coroutine<T>> coroutines) {
		List<Task<T>> tasks = coroutines.stream().map(Asyncio::<T>createTask).toList();
		List<T> results = new ArrayList<>();
		for (Task<T> task : tasks) {
			results.add(task.await());
		}
		return results;
	}

}
