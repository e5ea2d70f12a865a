package dev.asynclab.lesson.shield;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code shield} as {@link Mono#fromFuture(CompletableFuture, boolean)} with
 * {@code suppressCancel}. {@link Mono#toFuture()} must have started the request before: a
 * cold Mono ends with its subscriber, and nothing can shield it.
 * <p>
 * A failure of the task is raised in the awaiting code. Cancelling the subscription ends
 * the wait at once and leaves the request alone. If other code cancels the task, the wait
 * ends with a CancellationException (fact 59).
 * <p>
 * The gap: a failure that comes after the wait was cancelled goes to
 * {@code Hooks.onErrorDropped}, which logs it, even if other code awaits the task (60).
 *
 * <pre>{@code
 * tasks = [asyncio.create_task(call()) for call in calls]
 * results = [await asyncio.shield(task) for task in tasks]
 * }</pre>
 */
public class WebClientShield {

	/**
	 * Shields a task.
	 * @param <T> the type of the value
	 * @param task a request that has started
	 * @return the same value or error; cancelling its subscription does not cancel the
	 * task
	 */
	public <T> Mono<T> shield(CompletableFuture<T> task) {
		return Mono.fromFuture(task, true);
	}

	/**
	 * Awaits each task in order, behind a shield.
	 * @param <T> the type of the values
	 * @param tasks requests that have started, each with one value
	 * @return the values in order, or the error of the first task in order that failed;
	 * cancelling its subscription cancels none of the tasks
	 */
	public <T> Mono<List<T>> awaitShielded(List<CompletableFuture<T>> tasks) {
		return Flux.fromIterable(tasks).concatMap(this::shield).collectList();
	}

}
