package dev.asynclab.lesson.waiting;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import dev.asynclab.asyncio.ReturnWhen;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/**
 * {@code wait} over requests that {@link Mono#toFuture()} has started.
 * {@code Mono.firstWithSignal} would cancel those that are late.
 * <p>
 * A failure is not raised: it stays in its task, and may end the wait. Cancelling the
 * subscription cancels no task, and a time-out does not either: all tasks run on.
 *
 * <pre>{@code
 * done, pending = await asyncio.wait(tasks, timeout=1, return_when=asyncio.FIRST_EXCEPTION)
 * }</pre>
 */
public class WebClientWait {

	/**
	 * Waits until enough tasks are done, or the time-out passes.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @param returnWhen which tasks are enough
	 * @param timeout how long to wait at most, from the subscription on; zero polls
	 * @return the tasks that are done under {@code true}, and those that are pending
	 * under {@code false}, both in argument order
	 */
	public <T> Mono<Map<Boolean, List<CompletableFuture<T>>>> wait(List<CompletableFuture<T>> tasks,
			ReturnWhen returnWhen, Duration timeout) {
		return Flux.fromIterable(tasks)
			.flatMap((task) -> Mono.fromFuture(task, true).materialize(), Integer.MAX_VALUE)
			.takeUntil((end) -> isEnough(returnWhen, end))
			.take(timeout)
			.then(Mono.fromSupplier(() -> tasks.stream().collect(Collectors.partitioningBy(Future::isDone))));
	}

	private static boolean isEnough(ReturnWhen returnWhen, Signal<?> end) {
		return switch (returnWhen) {
			case ALL_COMPLETED -> false;
			case FIRST_COMPLETED -> true;
			case FIRST_EXCEPTION -> end.isOnError() && !(end.getThrowable() instanceof CancellationException);
		};
	}

}
