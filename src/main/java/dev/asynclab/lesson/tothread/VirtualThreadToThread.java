package dev.asynclab.lesson.tothread;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * {@code to_thread} as {@link ExecutorService#submit(Callable) submit}: the function has
 * a thread of its own, and a virtual one may block. There is no event loop to protect, so
 * calling the function does as well where nothing else is to be done meanwhile.
 * <p>
 * A failure is thrown where the future is awaited. Interrupting whoever awaits ends the
 * wait at once while the function runs on, as in asyncio; {@code cancel(true)} of the
 * future would interrupt it, which asyncio can't.
 * <p>
 * The gap: code that computes for long holds one of the few carrier threads, as no
 * blocking call does. Scoped values are not handed on by an executor (fact 61).
 *
 * <pre>{@code
 * result = await asyncio.to_thread(blocking)
 * }</pre>
 */
public class VirtualThreadToThread {

	private final ExecutorService executor;

	/**
	 * Creates the lesson.
	 * @param executor such as {@code Executors.newVirtualThreadPerTaskExecutor()}
	 */
	public VirtualThreadToThread(ExecutorService executor) {
		this.executor = executor;
	}

	/**
	 * Calls a blocking function on a virtual thread.
	 * @param <T> the type of the value
	 * @param function blocking code
	 * @return the call under way
	 */
	public <T> Future<T> toThread(Callable<T> function) {
		return this.executor.submit(function);
	}

}
