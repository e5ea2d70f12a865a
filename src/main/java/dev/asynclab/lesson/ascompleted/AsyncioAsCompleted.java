package dev.asynclab.lesson.ascompleted;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.Task;

/**
 * {@code as_completed} itself.
 * <p>
 * A failure is thrown when the turn of its task comes; here it ends the loop. A time-out
 * throws a {@link dev.asynclab.asyncio.TimeoutError}. Neither cancels a task, and
 * cancellation does not either: all tasks run on.
 *
 * <pre>{@code
 * for earliest in asyncio.as_completed(tasks, timeout=5):
 *     results.append(await earliest)
 * }</pre>
 */
public class AsyncioAsCompleted {

	/**
	 * Awaits all tasks, in the order in which they end.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @param timeout the time limit for all tasks together
	 * @return the values in the order in which the tasks end
	 */
	public <T> List<T> asCompleted(List<Task<T>> tasks, Duration timeout) {
		List<T> results = new ArrayList<>();
		for (Coroutine<T> earliest : Asyncio.<T>asCompleted(tasks, timeout)) {
			results.add(Asyncio.await(earliest));
		}
		return results;
	}

}
