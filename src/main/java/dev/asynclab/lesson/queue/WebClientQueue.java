package dev.asynclab.lesson.queue;

import java.util.List;
import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code Queue} as demand: a consumer that is free asks for an item, and a producer whose
 * item nobody asked for does not go on. Reactor needs no queue to be named.
 * <p>
 * The first failure cancels all producers and consumers; so does cancelling the
 * subscription.
 * <p>
 * The gap: the queue has one place for each producer, which holds what it has produced;
 * another size takes an operator such as {@code limitRate}. Those that are cancelled are
 * not waited for, and a failure comes as it is, in no group (facts 33 and 64).
 *
 * <pre>{@code
 * async with asyncio.TaskGroup() as group:
 *     for _ in range(consumers): group.create_task(consume(queue))
 *     await asyncio.wait([group.create_task(produce(queue)) for _ in range(producers)])
 *     queue.shutdown()
 * }</pre>
 */
public class WebClientQueue {

	/**
	 * Produces items and works on them.
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @param sources cold, each gives an item
	 * @param producers how many items are produced at once, at least 1
	 * @param work what to do with an item
	 * @param consumers how many items are worked on at once, at least 1
	 * @return when subscribed to, the results, in the order in which they came
	 */
	public <T, R> Mono<List<R>> run(List<Mono<T>> sources, int producers, Function<T, Mono<R>> work, int consumers) {
		return Flux.fromIterable(sources)
			.flatMap(Function.identity(), producers)
			.flatMap(work, consumers)
			.collectList();
	}

}
