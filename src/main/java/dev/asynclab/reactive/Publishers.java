package dev.asynclab.reactive;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.asynclab.asyncio.Asyncio;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * {@code await} for any {@link Publisher}, such as a WebClient's Mono.
 */
public final class Publishers {

	private Publishers() {
	}

	/**
	 * Subscribes and waits for the first element, while other tasks run. Then it cancels
	 * the subscription.
	 * <p>
	 * An error of the publisher is thrown as it is. If the waiting task is cancelled, the
	 * subscription is cancelled at once. The work behind it may stop later or never, and
	 * can't be awaited.
	 * @param <T> the type of the elements
	 * @param publisher the publisher, subscribed to once
	 * @return the first element, or null if the publisher completes without one
	 * @throws dev.asynclab.asyncio.CancelledError if the waiting task was cancelled
	 * @throws IllegalStateException outside a task; then the method does not subscribe
	 */
	public static <T> @Nullable T awaitFirst(Publisher<T> publisher) {
		if (Asyncio.currentTask() == null) {
			throw new IllegalStateException("await outside a task");
		}
		return Asyncio.<@Nullable T>await(Mono.from(publisher).toFuture());
	}

	/**
	 * Blocks the calling thread until an end has come. An interrupt does not end the
	 * wait, as it would end that of {@link Mono#block()}: whoever was stopped still waits
	 * for what it has to close.
	 * @param end what to wait for, subscribed to once
	 * @param atMost how long to wait
	 * @throws java.util.concurrent.CompletionException with the error of the publisher,
	 * or with a {@link java.util.concurrent.TimeoutException} if the time is over
	 */
	public static void join(Mono<Void> end, Duration atMost) {
		end.toFuture().orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS).join();
	}

}
