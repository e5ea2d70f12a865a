package dev.asynclab.lesson.timeout;

import java.time.Duration;
import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code timeout} as {@link Mono#timeout(Duration)} at the end of a chain: one deadline
 * for the whole chain. On a {@code Flux} there would be one for each element.
 * <p>
 * A failure ends the chain. On time-out the current call is cancelled, the calls after it
 * never start, and a {@link java.util.concurrent.TimeoutException} is raised. Cancelling
 * the subscription has the same effect on the calls.
 * <p>
 * The gap: a cancelled subscription ends at once, so nothing in the chain can catch the
 * cancellation and clean up or go on (fact 52), and the deadline can't be moved (55).
 *
 * <pre>{@code
 * async with asyncio.timeout(2.5):
 *     results = [await call() for call in calls]
 * }</pre>
 */
public class WebClientTimeout {

	/**
	 * Makes the calls one after the other.
	 * @param <T> the type of the values
	 * @param delay the time limit for all calls together, from the subscription on
	 * @param calls cold calls, each with one value
	 * @return the values in order, the first error, or the time-out
	 */
	public <T> Mono<List<T>> timeout(Duration delay, List<Mono<T>> calls) {
		return Flux.concat(calls).collectList().timeout(delay);
	}

}
