package dev.asynclab.lesson.timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code timeout} over a chain of {@code @Async} calls: one deadline for all of them. An
 * {@code orTimeout} at the end of the chain would leave the current call running, and
 * still start the calls after it.
 * <p>
 * A failure ends the chain. On time-out the current call is cancelled, the calls after it
 * never start, and a {@link java.util.concurrent.TimeoutException} is raised. Cancelling
 * the returned future has the same effect on the calls. Pass calls whose cancel
 * interrupts the thread: that of a plain {@code CompletableFuture} does not.
 * <p>
 * The gap: a CompletableFuture is cancelled at the moment of the request, so nothing in
 * the chain can catch the cancellation and clean up or go on (fact 52).
 *
 * <pre>{@code
 * async with asyncio.timeout(2.5):
 *     results = [await call() for call in calls]
 * }</pre>
 */
public class AsyncPoolTimeout {

	/**
	 * Makes the calls one after the other.
	 * @param <T> the type of the values
	 * @param delay the time limit for all calls together
	 * @param calls calls of {@code @Async} methods
	 * @return the values in order, the first error, or the time-out
	 */
	public <T> CompletableFuture<List<T>> timeout(Duration delay, List<Supplier<CompletableFuture<T>>> calls) {
		CompletableFuture<List<T>> results = new CompletableFuture<List<T>>().orTimeout(delay.toNanos(),
				TimeUnit.NANOSECONDS);
		callNext(calls.iterator(), new ArrayList<>(), results);
		return results;
	}

	private static <T> void callNext(Iterator<Supplier<CompletableFuture<T>>> calls, List<T> values,
			CompletableFuture<List<T>> results) {
		if (!calls.hasNext()) {
			results.complete(values);
		}
		else if (!results.isDone()) {
			CompletableFuture<T> call = calls.next().get();
			results.whenComplete((_, _) -> call.cancel(true));
			call.whenComplete((value, error) -> {
				if (error != null) {
					results.completeExceptionally(new CompletionException(error));
				}
				else {
					values.add(value);
					callNext(calls, values, results);
				}
			});
		}
	}

}
