package dev.asynclab.lesson.gather;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * {@code gather} over Monos. {@code Mono.zip} and {@code flatMap} would cancel the other
 * calls when one fails; here, as in asyncio, they run on.
 * <p>
 * The first failure is raised at once. Cancelling the subscription cancels every call
 * that has not ended.
 * <p>
 * The gap: a disposed call ends at once, and can't clean up, refuse or raise. So a
 * cancelled gather never waits for its calls (facts 29 and 30). Disposing a gather that
 * has failed does nothing and reports nothing, where {@code cancel()} would return False
 * (31). Other code can't cancel one call alone; a call that ends with a
 * CancellationException counts like any error (27).
 *
 * <pre>{@code
 * results = await asyncio.gather(fetch("A"), fetch("B"))
 * }</pre>
 */
public class WebClientGather {

	/**
	 * Makes all calls when subscribed to, at most {@code limit} at a time.
	 * @param <T> the type of the values
	 * @param calls cold calls, each with one value; one that is given twice is made once,
	 * and its value is returned twice
	 * @param limit how many run at a time at most, at least 1
	 * @return the values in argument order, or the first error that occurs
	 */
	public <T> Mono<List<T>> gather(List<Mono<T>> calls, int limit) {
		return Mono.deferContextual((context) -> {
			Sinks.One<List<T>> results = Sinks.one();
			Disposable tasks = gather(calls, limit, (call) -> call.doOnError(results::tryEmitError).onErrorComplete())
				.contextWrite(context)
				.subscribe(results::tryEmitValue);
			// Only on cancellation: after an error, the other calls run on.
			return results.asMono().doOnCancel(tasks::dispose);
		});
	}

	/**
	 * Makes all calls, and returns errors instead of raising them:
	 * {@code return_exceptions=True}.
	 * @param <T> the type of the values
	 * @param calls cold calls, each with one value
	 * @param limit how many run at a time at most, at least 1
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
