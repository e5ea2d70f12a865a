package dev.asynclab.lesson.waitfor;

import java.time.Duration;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;

/**
 * {@code wait_for} itself: the coroutine runs in the caller's task.
 * <p>
 * A failure is thrown as it is. When time is up the coroutine is cancelled and awaited,
 * so the {@link dev.asynclab.asyncio.TimeoutError} comes late if its clean-up takes long;
 * if it refuses to end, its value is returned after all. On cancellation the coroutine is
 * cancelled and awaited too.
 *
 * <pre>{@code
 * result = await asyncio.wait_for(fetch("A"), timeout=1)
 * }</pre>
 */
public class AsyncioWaitFor {

	/**
	 * Awaits a coroutine, but not for longer than the time-out.
	 * @param <T> the type of the value
	 * @param coroutine the coroutine; if there is no time it never starts
	 * @param timeout how long at most
	 * @return its value
	 */
	public <T> T waitFor(Coroutine<T> coroutine, Duration timeout) {
		return Asyncio.waitFor(coroutine, timeout);
	}

}
