package dev.asynclab.lesson.waiting;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.asynclab.asyncio.ReturnWhen;
import org.jspecify.annotations.Nullable;

/**
 * {@code wait} over the futures that {@code @Async} methods return. {@code allOf} and
 * {@code anyOf} would raise the error of a task, and have no {@code FIRST_EXCEPTION}.
 * <p>
 * A failure is not raised: it stays in its task, and may end the wait. Cancelling the
 * returned future cancels no task, and a time-out does not either: all tasks run on.
 *
 * <pre>{@code
 * done, pending = await asyncio.wait(tasks, timeout=1, return_when=asyncio.FIRST_EXCEPTION)
 * }</pre>
 */
public class AsyncPoolWait {

	/**
	 * Waits until enough tasks are done, or the time-out passes.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @param returnWhen which tasks are enough
	 * @param timeout how long to wait at most; zero polls
	 * @return the tasks that are done under {@code true}, and those that are pending
	 * under {@code false}, both in argument order
	 */
	public <T> CompletableFuture<Map<Boolean, List<CompletableFuture<T>>>> wait(List<CompletableFuture<T>> tasks,
			ReturnWhen returnWhen, Duration timeout) {
		CompletableFuture<@Nullable Void> enough = CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new))
			.handle((_, _) -> null);
		tasks.forEach((task) -> task.whenComplete((_, error) -> {
			if (isEnough(returnWhen, error)) {
				enough.complete(null);
			}
		}));
		return enough.completeOnTimeout(null, timeout.toNanos(), TimeUnit.NANOSECONDS)
			.thenApply((_) -> tasks.stream().collect(Collectors.partitioningBy(Future::isDone)));
	}

	private static boolean isEnough(ReturnWhen returnWhen, @Nullable Throwable error) {
		return switch (returnWhen) {
			case ALL_COMPLETED -> false;
			case FIRST_COMPLETED -> true;
			case FIRST_EXCEPTION -> error != null && !(error instanceof CancellationException)
					&& !(error.getCause() instanceof CancellationException);
		};
	}

}
