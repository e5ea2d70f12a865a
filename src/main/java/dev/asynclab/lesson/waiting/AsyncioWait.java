package dev.asynclab.lesson.waiting;

import java.time.Duration;
import java.util.List;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.DoneAndPending;
import dev.asynclab.asyncio.ReturnWhen;
import dev.asynclab.asyncio.Task;

/**
 * {@code wait} itself.
 * <p>
 * A failure is not raised but found in its task, and may end the wait. On cancellation no
 * task is cancelled, nor is one when time is up: all run on.
 *
 * <pre>{@code
 * done, pending = await asyncio.wait(tasks, timeout=1, return_when=asyncio.FIRST_EXCEPTION)
 * }</pre>
 */
public class AsyncioWait {

	/**
	 * Waits until enough tasks are done, or time is up.
	 * @param <T> the type of the values
	 * @param tasks the tasks, at least one
	 * @param returnWhen how many are enough
	 * @param timeout how long at most; zero polls
	 * @return which are done, and which are pending
	 */
	public <T> DoneAndPending<Task<T>> wait(List<Task<T>> tasks, ReturnWhen returnWhen, Duration timeout) {
		return Asyncio.wait(tasks, timeout, returnWhen);
	}

}
