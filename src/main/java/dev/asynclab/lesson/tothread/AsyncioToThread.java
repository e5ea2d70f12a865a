package dev.asynclab.lesson.tothread;

import java.util.concurrent.Callable;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;

/**
 * {@code to_thread} itself: the loop has worker threads for blocking code, as many as
 * Python has.
 * <p>
 * A failure is thrown where the coroutine is awaited. On cancellation CancelledError is
 * thrown there at once. A function that is running goes on and its result is dropped; a
 * function that waits for a thread never runs. The loop closes only when the running
 * functions have ended.
 *
 * <pre>{@code
 * result = await asyncio.to_thread(blocking)
 * }</pre>
 */
public class AsyncioToThread {

	/**
	 * Calls a blocking function on a worker thread.
	 * @param <T> the type of the value
	 * @param function blocking code
	 * @return a coroutine that calls the function with a copy of the context variables
	 */
	public <T> Coroutine<T> toThread(Callable<T> function) {
		return () -> Asyncio.<T>toThread(function);
	}

}
