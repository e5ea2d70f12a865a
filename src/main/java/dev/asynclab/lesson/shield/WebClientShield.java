package dev.asynclab.lesson.shield;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code shield} as {@link Mono#fromFuture(CompletableFuture, boolean)} with
 * {@code suppressCancel}. The request has to be under way for itself, after
 * {@link Mono#toFuture()}: a cold Mono is one with its subscriber, and nothing can shield
 * it.
 * <p>
 * A failure of the task is raised in the awaiter. Cancelling the subscription ends the
 * wait at once and leaves the request alone; a task that others cancelled ends the
 * awaiter with a CancellationException (fact 59).
 * <p>
 * The gap: a failure that comes after the awaiter has left goes to
 * {@code Hooks.onErrorDropped}, which logs it, whether or not somebody else awaits the
 * task (60).
 *
 * <pre>{@code
 * tasks = [asyncio.create_task(call()) for call in calls]
 * results = [await asyncio.shield(task) for task in tasks]
 * }</pre>
 */
public class WebClientShield {

	/**
	 * Puts a shield before a task.
	 * @param <T> the type of the value
	 * @param task a request under way
	 * @return the same value or error; cancelling its subscription does not cancel the
	 * task
	 */
	public <T> Mono<T> shield(CompletableFuture<T> task) {
		return Mono.fromFuture(task, true);
	}

	/**
	 * Awaits each task in order, behind a shield.
	 * @param <T> the type of the values
	 * @param tasks requests under way, each with one value
	 * @return the values in order, or the error of the first in order that failed;
	 * cancelling its subscription cancels none of the tasks
	 */
	public <T> Mono<List<T>> awaitShielded(List<CompletableFuture<T>> tasks) {
		return Flux.fromIterable(tasks).concatMap(this::shield).collectList();
	}

}
