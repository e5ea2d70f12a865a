package dev.asynclab.lesson.shield;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * {@code shield} as {@link Future#get()}, which shields by nature: an interrupt ends the
 * wait and does not reach the task, unless the interrupted code cancels it.
 * <p>
 * A failure of the task is thrown in the awaiting thread. On cancellation (an interrupt)
 * the wait ends at once and the task runs on. If other code cancels the task, the wait
 * ends with a CancellationException (fact 59).
 * <p>
 * The gap: a failure that comes after the wait was interrupted is never reported. asyncio
 * reports that it was never retrieved (60). A task can't be shielded if it runs on the
 * awaiting thread itself, or in a scope that interrupts the tasks that it started.
 *
 * <pre>{@code
 * tasks = [asyncio.create_task(call()) for call in calls]
 * results = [await asyncio.shield(task) for task in tasks]
 * }</pre>
 */
public class VirtualThreadShield {

	/**
	 * Awaits a task, which runs on if the wait is interrupted.
	 * @param <T> the type of the value
	 * @param task a task of an executor
	 * @return its value
	 * @throws ExecutionException its error
	 * @throws InterruptedException if interrupted while awaiting it
	 */
	public <T> T shield(Future<T> task) throws ExecutionException, InterruptedException {
		return task.get();
	}

	/**
	 * Awaits each task in order, behind a shield.
	 * @param <T> the type of the values
	 * @param tasks tasks of an executor
	 * @return the values in order
	 * @throws ExecutionException the error of the first task in order that failed
	 * @throws InterruptedException if interrupted while awaiting a task; none of the
	 * tasks is cancelled
	 */
	public <T> List<T> awaitShielded(List<Future<T>> tasks) throws ExecutionException, InterruptedException {
		List<T> results = new ArrayList<>();
		for (Future<T> task : tasks) {
			results.add(shield(task));
		}
		return results;
	}

}
