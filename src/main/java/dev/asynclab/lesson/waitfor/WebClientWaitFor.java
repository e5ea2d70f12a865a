package dev.asynclab.lesson.waitfor;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * {@code wait_for} as {@link Mono#timeout(Duration)}, which cancels the request.
 * <p>
 * A failure is raised as it is. When time is up the subscription is cancelled, which
 * closes the connection, and a {@link java.util.concurrent.TimeoutException} raised.
 * Cancelling the subscription cancels the call too.
 * <p>
 * The gap: a call whose subscription is cancelled is gone at once. It can't clean up
 * while this waits (fact 45), and can neither return a value nor raise an error of its
 * own then (46). A call without any time is subscribed to all the same, where asyncio
 * never starts it (47).
 *
 * <pre>{@code
 * result = await asyncio.wait_for(fetch("A"), timeout=1)
 * }</pre>
 */
public class WebClientWaitFor {

	/**
	 * Makes a call that may not take longer than the time-out.
	 * @param <T> the type of the value
	 * @param call a cold call
	 * @param timeout how long at most, from the subscription
	 * @return the call's value or error, or the time-out
	 */
	public <T> Mono<T> waitFor(Mono<T> call, Duration timeout) {
		return call.timeout(timeout);
	}

}
