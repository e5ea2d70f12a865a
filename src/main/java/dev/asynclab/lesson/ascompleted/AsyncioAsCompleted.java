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
 * A failure is thrown at its place in the order; here it ends the loop. Neither that, nor
 * the {@link dev.asynclab.asyncio.TimeoutError} when time is up, nor cancellation cancels
 * a task: all run on.
 *
 * <pre>{@code
 * for earliest in asyncio.as_completed(tasks, timeout=5):
 *     results.append(await earliest)
 * }</pre>
 */
public class AsyncioAsCompleted {

	/**
	 * Awaits all tasks, the earliest first.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @param timeout how long at most, for all together
	 * @return the values in the order in which they came
	 */
	public <T> List<T> asCompleted(List<Task<T>> tasks, Duration timeout) {
		List<T> results = new ArrayList<>();
		for (Coroutine<T> earliest : Asyncio.<T>asCompleted(tasks, timeout)) {
			results.add(Asyncio.await(earliest));
		}
		return results;
	}

}
