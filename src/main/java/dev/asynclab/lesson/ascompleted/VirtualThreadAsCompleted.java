package dev.asynclab.lesson.ascompleted;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code as_completed} as a {@link CompletionService}, which returns tasks in the order
 * in which they end.
 * <p>
 * A failure is raised when the turn of its task comes; here it ends the loop. A time-out
 * throws a {@link TimeoutException}. Neither cancels a task, and cancellation (an
 * interrupt) does not either: all tasks run on.
 *
 * <pre>{@code
 * for earliest in asyncio.as_completed(tasks, timeout=5):
 *     results.append(await earliest)
 * }</pre>
 */
public class VirtualThreadAsCompleted {

	private final ExecutorService executor;

	/**
	 * Creates the lesson.
	 * @param executor such as {@code Executors.newVirtualThreadPerTaskExecutor()}
	 */
	public VirtualThreadAsCompleted(ExecutorService executor) {
		this.executor = executor;
	}

	/**
	 * Starts all calls at once, and awaits them in the order in which they end.
	 * @param <T> the type of the values
	 * @param calls blocking calls
	 * @param timeout the time limit for all calls together
	 * @return the values in the order in which the calls end
	 * @throws ExecutionException the error of the first call that failed
	 * @throws TimeoutException if the time limit passed before the last call had ended
	 * @throws InterruptedException if interrupted while awaiting the calls
	 */
	public <T> List<T> asCompleted(List<Callable<T>> calls, Duration timeout)
			throws ExecutionException, InterruptedException, TimeoutException {
		CompletionService<T> completions = new ExecutorCompletionService<>(this.executor);
		calls.forEach(completions::submit);
		long deadline = System.nanoTime() + timeout.toNanos();
		List<T> results = new ArrayList<>();
		while (results.size() < calls.size()) {
			Future<T> earliest = completions.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			if (earliest == null) {
				throw new TimeoutException();
			}
			results.add(earliest.get());
		}
		return results;
	}

}
