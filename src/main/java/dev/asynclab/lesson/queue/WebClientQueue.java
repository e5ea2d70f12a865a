package dev.asynclab.lesson.queue;

import java.util.List;
import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code Queue} as demand: a consumer that is free asks for an item, and a producer waits
 * until its item is asked for. Reactor does this without a queue in the code.
 * <p>
 * The first failure cancels all producers and consumers. Cancelling the subscription
 * cancels them too.
 * <p>
 * The gap: the queue has one place for each producer, which keeps the item that it has
 * produced there; another size needs an operator such as {@code limitRate}. Cancelled
 * producers and consumers are not awaited, and a failure is raised alone, not in a group
 * (facts 33 and 64).
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
	 * Produces items and works on them, when subscribed to.
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @param sources cold calls that produce the items
	 * @param producers how many items are produced at a time, at least 1
	 * @param work returns the call that works on an item
	 * @param consumers how many items are worked on at a time, at least 1
	 * @return the results, in the order in which they came
	 */
	public <T, R> Mono<List<R>> run(List<Mono<T>> sources, int producers, Function<T, Mono<R>> work, int consumers) {
		return Flux.fromIterable(sources)
			.flatMap(Function.identity(), producers)
			.flatMap(work, consumers)
			.collectList();
	}

}
