package dev.asynclab.storm.cure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * In the service: a limit of the calls that are queued and running together. A call
 * beyond it is refused at once, so that no admitted call waits for long. A call frees its
 * place when its future completes.
 * <p>
 * {@code @ConcurrencyLimit} would limit nothing here: it frees the place when the method
 * returns, and a method that returns a future, or a {@code Mono}, returns at once.
 */
public final class LimitFutures {

	private final Semaphore places;

	/**
	 * Creates the limit.
	 * @param most the most calls at once; for a cure it has to be less than threads ·
	 * time-out / service time, since the last of that many calls is answered just in time
	 */
	public LimitFutures(int most) {
		this.places = new Semaphore(most);
	}

	/**
	 * Starts a call, if a place is free.
	 * @param <T> the type of its value
	 * @param start starts the call
	 * @return the call's value or error
	 * @throws RejectedExecutionException if no place is free; nothing has started then
	 */
	public <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> start) {
		if (!this.places.tryAcquire()) {
			throw new RejectedExecutionException("Too many calls are under way");
		}
		CompletableFuture<T> call;
		try {
			call = start.get();
		}
		catch (RuntimeException ex) {
			this.places.release();
			throw ex;
		}
		call.whenComplete((_, _) -> this.places.release());
		return call;
	}

}
