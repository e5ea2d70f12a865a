package dev.asynclab.lesson.ascompleted;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code as_completed} as a merge of requests that {@link Mono#toFuture()} has started. A
 * merge of the Monos themselves would cancel those that are late.
 * <p>
 * The first failure ends the result with its error when the turn of its task comes. A
 * time-out ends it with a {@link java.util.concurrent.TimeoutException}. Neither cancels
 * a task, and cancelling the subscription does not either: all tasks run on.
 * <p>
 * The gap: a Flux ends with its first error, so nothing can go on after a failure (fact
 * 56), unless each task handles its own.
 *
 * <pre>{@code
 * for earliest in asyncio.as_completed(tasks, timeout=5):
 *     results.append(await earliest)
 * }</pre>
 */
public class WebClientAsCompleted {

	/**
	 * Awaits all tasks, in the order in which they end.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @param timeout the time limit for all tasks together, from the subscription on
	 * @return the values in the order in which the tasks end, the first error, or the
	 * time-out
	 */
	public <T> Mono<List<T>> asCompleted(List<CompletableFuture<T>> tasks, Duration timeout) {
		return Flux.fromIterable(tasks)
			.flatMap((task) -> Mono.fromFuture(task, true), Integer.MAX_VALUE)
			.collectList()
			.timeout(timeout);
	}

}
