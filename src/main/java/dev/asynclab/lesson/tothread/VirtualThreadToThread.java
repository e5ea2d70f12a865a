package dev.asynclab.lesson.tothread;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * {@code to_thread} as {@link ExecutorService#submit(Callable) submit}: the function runs
 * on its own virtual thread, which may block. There is no event loop to protect, so a
 * caller that has nothing else to do meanwhile may call the function directly.
 * <p>
 * A failure is thrown where the future is awaited. An interrupt of the awaiting thread
 * ends the wait at once while the function runs on, as in asyncio. {@code cancel(true)}
 * on the future would interrupt the function, which asyncio can't do.
 * <p>
 * The gap: code that computes for long holds one of the few carrier threads; a blocking
 * call does not. An executor does not pass on scoped values (fact 61).
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
	 * @return the future of the call
	 */
	public <T> Future<T> toThread(Callable<T> function) {
		return this.executor.submit(function);
	}

}
