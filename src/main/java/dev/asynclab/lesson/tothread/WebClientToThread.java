package dev.asynclab.lesson.tothread;

import java.util.concurrent.Callable;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * {@code to_thread} as {@link Mono#subscribeOn subscribeOn} a scheduler of worker
 * threads: the event loop is free while the function blocks.
 * <p>
 * On failure the Mono ends with the error. Cancelling the subscription ends the wait at
 * once, and a function that still waits for a thread never runs.
 * <p>
 * The gap: a function that is running is interrupted; asyncio lets it run on and drops
 * its result. The function sees Reactor's context only if it is passed in (fact 61).
 *
 * <pre>{@code
 * result = await asyncio.to_thread(blocking)
 * }</pre>
 */
public class WebClientToThread {

	private final Scheduler workers;

	/**
	 * Creates the lesson.
	 * @param workers threads that may block, such as {@code Schedulers.boundedElastic()}
	 */
	public WebClientToThread(Scheduler workers) {
		this.workers = workers;
	}

	/**
	 * Calls a blocking function on a worker thread, when subscribed to.
	 * @param <T> the type of the value
	 * @param function blocking code
	 * @return the value or the error of the function
	 */
	public <T> Mono<T> toThread(Callable<T> function) {
		return Mono.fromCallable(function).subscribeOn(this.workers);
	}

}
