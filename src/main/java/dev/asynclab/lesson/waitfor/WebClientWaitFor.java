package dev.asynclab.lesson.waitfor;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * {@code wait_for} as {@link Mono#timeout(Duration)}, which cancels the request.
 * <p>
 * A failure is raised unchanged. On time-out the subscription is cancelled, which closes
 * the connection, and a {@link java.util.concurrent.TimeoutException} is raised.
 * Cancelling the subscription cancels the call too.
 * <p>
 * The gap: a call whose subscription is cancelled ends at once. It can't clean up while
 * this waits (fact 45), and can neither return a value nor raise an error then (46). With
 * a time-out of zero the call is still subscribed to; asyncio never starts it (47).
 *
 * <pre>{@code
 * result = await asyncio.wait_for(fetch("A"), timeout=1)
 * }</pre>
 */
public class WebClientWaitFor {

	/**
	 * Makes a call, which is cancelled when the time-out passes.
	 * @param <T> the type of the value
	 * @param call a cold call
	 * @param timeout how long the call may take, from the subscription on
	 * @return the value or error of the call, or the time-out
	 */
	public <T> Mono<T> waitFor(Mono<T> call, Duration timeout) {
		return call.timeout(timeout);
	}

}
