package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Coroutine} that returns nothing, where Python returns {@code None}.
 */
@FunctionalInterface
public interface VoidCoroutine {

	/**
	 * Runs the body in the caller's task.
	 * @throws Exception what the body throws
	 */
	void run() throws Exception;

	/**
	 * Gives this body as one that returns null.
	 * @return the same body
	 */
	default Coroutine<@Nullable Void> returningNull() {
		return () -> {
			run();
			return null;
		};
	}

}
