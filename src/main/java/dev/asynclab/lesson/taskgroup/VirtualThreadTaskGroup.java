package dev.asynclab.lesson.taskgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/**
 * {@code TaskGroup} as an executor in a try-with-resources block, whose end waits for all
 * of its virtual threads. ({@code StructuredTaskScope} will replace this, but it is still
 * a preview in Java 25.)
 * <p>
 * The first failure interrupts the other calls, and is raised when all of them have
 * ended. On cancellation (an interrupt) every call is interrupted and awaited too. A call
 * that ends with a {@link CancellationException} does not cancel the others, but it has
 * no value.
 * <p>
 * The gap: the error is raised bare, since Java has no {@code except*}, and errors that
 * the other calls raise in their clean-up are lost (facts 33 and 34).
 *
 * <pre>{@code
 * async with asyncio.TaskGroup() as group:
 *     task1 = group.create_task(fetch("A"))
 *     task2 = group.create_task(fetch("B"))
 * results = [task1.result(), task2.result()]
 * }</pre>
 */
public class VirtualThreadTaskGroup {

	private final ThreadFactory threads;

	/**
	 * Creates the lesson.
	 * @param threads such as {@code Thread.ofVirtual().factory()}
	 */
	public VirtualThreadTaskGroup(ThreadFactory threads) {
		this.threads = threads;
	}

	/**
	 * Makes all calls at once.
	 * @param <T> the type of the values
	 * @param calls blocking calls
	 * @return the values in argument order
	 * @throws ExecutionException the first error that occurs
	 * @throws InterruptedException if interrupted while awaiting the calls
	 */
	public <T> List<T> taskGroup(List<Callable<T>> calls) throws ExecutionException, InterruptedException {
		try (ExecutorService group = Executors.newThreadPerTaskExecutor(this.threads)) {
			try {
				CompletionService<T> completions = new ExecutorCompletionService<>(group);
				List<Future<T>> tasks = calls.stream().map(completions::submit).toList();
				for (int i = 0; i < tasks.size(); i++) {
					raiseError(completions.take());
				}
				return values(tasks);
			}
			finally {
				// Interrupts what is left after a failure; close() then waits for it.
				group.shutdownNow();
			}
		}
	}

	private static void raiseError(Future<?> ended) throws ExecutionException {
		if (ended.state() == Future.State.FAILED && !(ended.exceptionNow() instanceof CancellationException)) {
			throw new ExecutionException(ended.exceptionNow());
		}
	}

	private static <T> List<T> values(List<Future<T>> tasks) throws ExecutionException, InterruptedException {
		List<T> values = new ArrayList<>();
		for (Future<T> task : tasks) {
			values.add(task.get());
		}
		return values;
	}

}
