package dev.asynclab.lesson.timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;

/**
 * {@code timeout} itself: one deadline for a block that awaits more than once.
 * <p>
 * A failure leaves the block unchanged. On time-out the current await in the block is
 * cancelled. If CancelledError then leaves the block, it becomes a
 * {@link dev.asynclab.asyncio.TimeoutError}. On cancellation the current await is
 * cancelled too, and CancelledError leaves the block unchanged.
 *
 * <pre>{@code
 * async with asyncio.timeout(2.5):
 *     results = [await call() for call in calls]
 * }</pre>
 */
public class AsyncioTimeout {

	/**
	 * Awaits the coroutines one after the other.
	 * @param <T> the type of the values
	 * @param delay the time limit for all coroutines together
	 * @param coroutines the coroutines
	 * @return the values in order
	 */
	public <T> List<T> timeout(Duration delay, List<Coroutine<T>> coroutines) {
		List<T> results = new ArrayList<>();
		Asyncio.timeout(delay, () -> {
			for (Coroutine<T> coroutine : coroutines) {
				results.add(coroutine.run());
			}
		});
		return results;
	}

}
