package dev.asynclab.lesson.createtask;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code create_task} as {@link Mono#toFuture()}: it subscribes now, and the future
 * stands for the request that has started.
 * <p>
 * A failure is raised where its task is awaited, not when it happens; the other tasks run
 * on. Cancelling the subscription cancels the task that is awaited at that moment, as in
 * asyncio, and the others run on. A task that blocks its thread blocks the event loop,
 * and so all other tasks. This is the same mistake as {@code time.sleep} in asyncio.
 *
 * <pre>{@code
 * task1 = asyncio.create_task(fetch("A"))
 * task2 = asyncio.create_task(fetch("B"))
 * results = [await task1, await task2]
 * }</pre>
 */
public class WebClientCreateTask {

	/**
	 * Starts all calls when subscribed to, then awaits each in order.
	 * @param <T> the type of the values
	 * @param calls cold calls, each with one value
	 * @return the values in order, or the error of the first task in order that failed
	 */
	public <T> Mono<List<T>> createTasks(List<Mono<T>> calls) {
		return Mono.deferContextual((context) -> {
			List<CompletableFuture<T>> tasks = calls.stream()
				.map((call) -> call.contextWrite(context).toFuture())
				.toList();
			return Flux.fromIterable(tasks).concatMap(Mono::fromFuture).collectList();
		});
	}

}
