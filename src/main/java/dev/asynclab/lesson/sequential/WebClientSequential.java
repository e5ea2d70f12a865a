package dev.asynclab.lesson.sequential;

import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One request after the other: each Mono is subscribed to when the one before it has
 * completed.
 * <p>
 * The first failure ends the sequence with its error, and the requests after it are never
 * sent. Cancelling the subscription cancels the request that is running, as in asyncio.
 *
 * <pre>{@code
 * results = [await fetch("A"), await fetch("B")]
 * }</pre>
 */
public class WebClientSequential {

	/**
	 * Makes the calls one after the other.
	 * @param <T> the type of the values
	 * @param calls cold calls, each with one value
	 * @return the values in order, or the first error
	 */
	public <T> Mono<List<T>> sequential(List<Mono<T>> calls) {
		return Flux.concat(calls).collectList();
	}

}
