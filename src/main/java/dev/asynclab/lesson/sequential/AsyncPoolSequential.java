package dev.asynclab.lesson.sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One {@code @Async} call after the other: each starts when the one before it has ended.
 * <p>
 * The first failure ends the sequence with its error, and the calls after it are never
 * made. Cancelling the returned future cancels nothing: all calls are still made. A
 * cancelled coroutine would stop at its {@code await}.
 *
 * <pre>{@code
 * results = [await fetch("A"), await fetch("B")]
 * }</pre>
 */
public class AsyncPoolSequential {

	/**
	 * Makes the calls one after the other.
	 * @param <T> the type of the values
	 * @param calls calls of {@code @Async} methods
	 * @return the values in order, or the first error
	 */
	public <T> CompletableFuture<List<T>> sequential(List<Supplier<CompletableFuture<T>>> calls) {
		CompletableFuture<List<T>> results = CompletableFuture.completedFuture(new ArrayList<>());
		for (Supplier<CompletableFuture<T>> call : calls) {
			results = results.thenCompose((values) -> call.get().thenApply((value) -> {
				values.add(value);
				return values;
			}));
		}
		return results;
	}

}
