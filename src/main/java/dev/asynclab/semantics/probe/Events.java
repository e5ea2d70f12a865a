package dev.asynclab.semantics.probe;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Waits for what has to happen, and not for ever.
 */
final class Events {

	private static final long LIMIT_SECONDS = 20;

	private Events() {
	}

	/**
	 * Waits for an event.
	 * @param <T> the type of its value
	 * @param event what has to happen
	 * @return its value
	 * @throws java.util.concurrent.TimeoutException if it does not happen within 20 s
	 * @throws InterruptedException if interrupted
	 * @throws Exception if something else happened
	 */
	static <T extends @Nullable Object> T await(CompletableFuture<T> event) throws Exception {
		try {
			return event.get(LIMIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

}
