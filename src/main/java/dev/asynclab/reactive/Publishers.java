package dev.asynclab.reactive;

import dev.asynclab.asyncio.Asyncio;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * {@code await} for a {@link Publisher}: a WebClient's Mono, a Flux, or anybody else's.
 */
public final class Publishers {

	private Publishers() {
	}

	/**
	 * Subscribes and waits for the first element, while other tasks run; what comes after
	 * it is cancelled.
	 * <p>
	 * The publisher's error is thrown as it is. If the waiting task is cancelled, so is
	 * the subscription, at once. That may stop the work behind it later, or never: nobody
	 * can await it.
	 * @param <T> the type of the elements
	 * @param publisher what to subscribe to, once
	 * @return the first element, or null if it completes without one
	 * @throws dev.asynclab.asyncio.CancelledError if the waiting task was cancelled
	 * @throws IllegalStateException outside a task; nothing is subscribed to then
	 */
	public static <T> @Nullable T awaitFirst(Publisher<T> publisher) {
		if (Asyncio.currentTask() == null) {
			throw new IllegalStateException("await outside a task");
		}
		return Asyncio.<@Nullable T>await(Mono.from(publisher).toFuture());
	}

}
