package dev.asynclab.lesson.ascompleted;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code as_completed} as a merge of requests under way, as {@link Mono#toFuture()}
 * starts them. A merge of the Monos themselves would cancel those that are late.
 * <p>
 * The first failure ends the whole at its place in the order. Neither that, nor the
 * {@link java.util.concurrent.TimeoutException} when time is up, nor cancelling the
 * subscription cancels a task: all run on.
 * <p>
 * The gap: a Flux ends with its first error, so there is no place to go on after a
 * failure (fact 56), unless each task takes its own.
 *
 * <pre>{@code
 * for earliest in asyncio.as_completed(tasks, timeout=5):
 *     results.append(await earliest)
 * }</pre>
 */
public class WebClientAsCompleted {

	/**
	 * Awaits all tasks, the earliest first.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @param timeout how long at most from the subscription, for all together
	 * @return the values in the order in which they came, the first error, or the
	 * time-out
	 */
	public <T> Mono<List<T>> asCompleted(List<CompletableFuture<T>> tasks, Duration timeout) {
		return Flux.fromIterable(tasks)
			.flatMap((task) -> Mono.fromFuture(task, true), Integer.MAX_VALUE)
			.collectList()
			.timeout(timeout);
	}

}
