package dev.asynclab.lesson.sequential;

import java.util.ArrayList;
import java.util.List;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;

/**
 * One coroutine after the other, all in the calling task.
 * <p>
 * The first failure is thrown, and the coroutines after it never run. On cancellation
 * CancelledError is thrown in the coroutine that is running.
 *
 * <pre>{@code
 * results = [await fetch("A"), await fetch("B")]
 * }</pre>
 */
public class AsyncioSequential {

	/**
	 * Awaits the coroutines one after the other.
	 * @param <T> the type of the values
	 * @param coroutines the coroutines
	 * @return the values in order
	 */
	public <T> List<T> sequential(List<Coroutine<T>> coroutines) {
		List<T> results = new ArrayList<>();
		for (Coroutine<T> coroutine : coroutines) {
			results.add(Asyncio.await(coroutine));
		}
		return results;
	}

}
