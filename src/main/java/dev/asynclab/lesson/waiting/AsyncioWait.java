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
 * A failure is not raised: it stays in its task, and may end the wait. Cancellation
 * cancels no task, and a time-out does not either: all tasks run on.
 *
 * <pre>{@code
 * done, pending = await asyncio.wait(tasks, timeout=1, return_when=asyncio.FIRST_EXCEPTION)
 * }</pre>
 */
public class AsyncioWait {

	/**
	 * Waits until enough tasks are done, or the time-out passes.
	 * @param <T> the type of the values
	 * @param tasks the tasks, at least one
	 * @param returnWhen which tasks are enough
	 * @param timeout how long to wait at most; zero polls
	 * @return the tasks that are done, and those that are pending
	 */
	public <T> DoneAndPending<Task<T>> wait(List<Task<T>> tasks, ReturnWhen returnWhen, Duration timeout) {
		return Asyncio.wait(tasks, timeout, returnWhen);
	}

}
