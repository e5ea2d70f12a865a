package dev.asynclab.lesson.gather;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.Semaphore;
import dev.asynclab.asyncio.Task;
import org.jspecify.annotations.Nullable;

/**
 * {@code gather} itself, with a semaphore around each call.
 * <p>
 * The first failure is thrown at once and the other tasks run on. On cancellation every
 * child that has not ended is cancelled, and gather ends with what the first of them
 * throws then. With {@code return_exceptions} it waits for all of them.
 *
 * <pre>{@code
 * results = await asyncio.gather(fetch("A"), fetch("B"))
 * }</pre>
 */
public class AsyncioGather {

	/**
	 * Runs all coroutines, at most {@code limit} at a time.
	 * @param <T> the type of the values
	 * @param coroutines the coroutines; one that is given twice runs once, and its value
	 * is returned twice
	 * @param limit how many run at a time at most, at least 1
	 * @return the values in argument order
	 */
	public <T> List<T> gather(List<Coroutine<T>> coroutines, int limit) {
		return Asyncio.gather(tasks(coroutines, limit));
	}

	/**
	 * Runs all coroutines, and returns errors instead of raising them:
	 * {@code return_exceptions=True}.
	 * @param <T> the type of the values
	 * @param coroutines the coroutines
	 * @param limit how many run at a time at most, at least 1
	 * @return the values and errors in argument order
	 */
	public <T> List<@Nullable Object> gatherReturningExceptions(List<Coroutine<T>> coroutines, int limit) {
		return Asyncio.gatherReturnExceptions(tasks(coroutines, limit));
	}

	private static <T> List<Task<T>> tasks(List<Coroutine<T>> coroutines, int limit) {
		Semaphore semaphore = new Semaphore(limit);
		Map<Coroutine<T>, Task<T>> tasks = new LinkedHashMap<>();
		return coroutines.stream()
			.map((coroutine) -> tasks.computeIfAbsent(coroutine, (it) -> Asyncio.createTask(() -> semaphore.with(it))))
			.toList();
	}

}
