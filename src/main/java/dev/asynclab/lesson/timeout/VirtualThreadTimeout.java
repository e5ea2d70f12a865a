package dev.asynclab.lesson.timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * {@code timeout} as an alarm that interrupts the calling thread, but only while that
 * thread is in the block. {@link FutureTask#cancel} ensures this.
 * <p>
 * A failure leaves the block unchanged. On time-out the block is interrupted, and may
 * clean up or go on. If the interrupt ends the block, a {@link TimeoutException} is
 * thrown. If the block ignores it, its values are returned. On cancellation (an interrupt
 * by other code) the InterruptedException is thrown as the cause of an
 * ExecutionException.
 * <p>
 * The gap: an interrupt does not tell its origin, so one by other code after the deadline
 * counts as the alarm (fact 54). Only an {@link InterruptedException} or a
 * {@link CancellationException} becomes the time-out, and many libraries throw an error
 * of their own. The deadline can't be moved (55).
 *
 * <pre>{@code
 * async with asyncio.timeout(2.5):
 *     results = [await call() for call in calls]
 * }</pre>
 */
public class VirtualThreadTimeout {

	/**
	 * Makes the calls one after the other, on the calling thread.
	 * @param <T> the type of the values
	 * @param delay the time limit for all calls together
	 * @param calls blocking calls
	 * @return the values in order
	 * @throws ExecutionException the error of the call that failed
	 * @throws TimeoutException if the time limit passed and the interrupt ended a call
	 * @throws InterruptedException never, since the block has ended by then
	 */
	public <T> List<T> timeout(Duration delay, List<Callable<T>> calls)
			throws ExecutionException, InterruptedException, TimeoutException {
		CompletableFuture<@Nullable Void> alarm = new CompletableFuture<>();
		FutureTask<List<T>> block = new FutureTask<>(() -> callEach(calls));
		FutureTask<?> scope = new FutureTask<>(() -> {
			alarm.completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
			block.run();
			return "left";
		});
		alarm.thenRun(() -> scope.cancel(true));
		scope.run();
		alarm.cancel(false);
		if (scope.isCancelled()) {
			// Clears the interrupt of the alarm.
			Thread.interrupted();
		}
		return valuesOrTimeout(block, scope.isCancelled());
	}

	private static <T> List<T> callEach(List<Callable<T>> calls) throws Exception {
		List<T> results = new ArrayList<>();
		for (Callable<T> call : calls) {
			results.add(call.call());
		}
		return results;
	}

	private static <T> List<T> valuesOrTimeout(FutureTask<List<T>> block, boolean expired)
			throws ExecutionException, InterruptedException, TimeoutException {
		try {
			return block.get();
		}
		catch (ExecutionException ex) {
			if (expired && (ex.getCause() instanceof InterruptedException
					|| ex.getCause() instanceof CancellationException)) {
				throw (TimeoutException) new TimeoutException().initCause(ex.getCause());
			}
			throw ex;
		}
	}

}
