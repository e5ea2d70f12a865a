package dev.asynclab.lesson.createtask;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * {@code create_task} as {@link ExecutorService#submit(Callable) submit}: each task runs
 * on its own virtual thread, and the future is the task.
 * <p>
 * A failure is raised where its task is awaited, not when it happens; the other tasks run
 * on. On cancellation (an interrupt) the task that is awaited at that moment is cancelled
 * too, as in asyncio, and the others run on. A task that blocks its thread delays no
 * other task.
 *
 * <pre>{@code
 * task1 = asyncio.create_task(fetch("A"))
 * task2 = asyncio.create_task(fetch("B"))
 * results = [await task1, await task2]
 * }</pre>
 */
public class VirtualThreadCreateTask {

	private final ExecutorService executor;

	/**
	 * Creates the lesson.
	 * @param executor such as {@code Executors.newVirtualThreadPerTaskExecutor()}
	 */
	public VirtualThreadCreateTask(ExecutorService executor) {
		this.executor = executor;
	}

	/**
	 * Starts all calls, then awaits each in order.
	 * @param <T> the type of the values
	 * @param calls blocking calls
	 * @return the values in order
	 * @throws ExecutionException the error of the first task in order that failed
	 * @throws InterruptedException if interrupted while awaiting a task
	 */
	public <T> List<T> createTasks(List<Callable<T>> calls) throws ExecutionException, InterruptedException {
		List<Future<T>> tasks = calls.stream().map(this.executor::submit).toList();
		List<T> results = new ArrayList<>();
		for (Future<T> task : tasks) {
			results.add(await(task));
		}
		return results;
	}

	private <T> T await(Future<T> task) throws ExecutionException, InterruptedException {
		try {
			return task.get();
		}
		catch (InterruptedException ex) {
			task.cancel(true);
			throw ex;
		}
	}

}
