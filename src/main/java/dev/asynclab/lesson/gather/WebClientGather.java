package dev.asynclab.lesson.gather;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * {@code gather} over Monos. {@code Mono.zip} and {@code flatMap} would cancel the
 * siblings of the first that fails; here, as in asyncio, they run on.
 * <p>
 * The first failure is raised at once. Cancelling the subscription cancels every call
 * that has not ended.
 * <p>
 * The gap: a call that is disposed of is gone at once and can't clean up, refuse or
 * raise, so a cancelled gather never waits for its calls (facts 29 and 30), and disposing
 * of one that has failed is a silent no-op, where {@code cancel()} would return False
 * (31). Nobody else can cancel a call; one that ends with a CancellationException counts
 * as any error (27).
 *
 * <pre>{@code
 * results = await asyncio.gather(fetch("A"), fetch("B"))
 * }</pre>
 */
public class WebClientGather {

	/**
	 * Makes all calls, so many at once, when subscribed to.
	 * @param <T> the type of the values
	 * @param calls cold calls, each with one value; one that is given twice is made once
	 * and reported twice
	 * @param limit how many run at once, at least 1
	 * @return the values in argument order, or the first error in time
	 */
	public <T> Mono<List<T>> gather(List<Mono<T>> calls, int limit) {
		return Mono.deferContextual((context) -> {
			Sinks.One<List<T>> results = Sinks.one();
			Disposable tasks = gather(calls, limit, (call) -> call.doOnError(results::tryEmitError).onErrorComplete())
				.contextWrite(context)
				.subscribe(results::tryEmitValue);
			// On cancellation only: on an error, the siblings run on.
			return results.asMono().doOnCancel(tasks::dispose);
		});
	}

	/**
	 * Makes all calls, and takes errors as values: {@code return_exceptions=True}.
	 * @param <T> the type of the values
	 * @param calls cold calls, each with one value
	 * @param limit how many run at once, at least 1
	 * @return the values and errors in argument order
	 */
	public <T> Mono<List<Object>> gatherReturningExceptions(List<Mono<T>> calls, int limit) {
		return gather(calls, limit, (call) -> call.cast(Object.class).onErrorResume(Mono::just));
	}

	private static <T, R> Mono<List<R>> gather(List<Mono<T>> calls, int limit, Function<Mono<T>, Mono<R>> guard) {
		return Flux.fromIterable(calls)
			.distinct()
			.flatMap((call) -> guard.apply(call).map((value) -> Map.entry(call, value)), limit)
			.collectMap(Map.Entry::getKey, Map.Entry::getValue)
			.map((values) -> calls.stream().map(values::get).toList());
	}

}
