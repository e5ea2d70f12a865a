package dev.asynclab.lesson.waitfor;

import java.time.Duration;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;

/**
 * {@code wait_for} itself: the coroutine runs in the calling task.
 * <p>
 * A failure is thrown unchanged. On time-out the coroutine is cancelled and awaited, so
 * the {@link dev.asynclab.asyncio.TimeoutError} comes late if the clean-up takes long. If
 * the coroutine refuses to end, its value is returned after all. On cancellation the
 * coroutine is cancelled and awaited too.
 *
 * <pre>{@code
 * result = await asyncio.wait_for(fetch("A"), timeout=1)
 * }</pre>
 */
public class AsyncioWaitFor {

	/**
	 * Awaits a coroutine, at most until the time-out passes.
	 * @param <T> the type of the value
	 * @param coroutine the coroutine; it never starts if the time-out is zero
	 * @param timeout how long to wait at most
	 * @return the value of the coroutine
	 */
	public <T> T waitFor(Coroutine<T> coroutine, Duration timeout) {
		return Asyncio.waitFor(coroutine, timeout);
	}

}
