package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * What a task runs: the body of an {@code async def}. Calling {@link #run()} is awaiting
 * it: it runs at once, in the caller's task.
 *
 * @param <T> what it returns
 * @see <a href="https://docs.python.org/3.13/library/asyncio-task.html#coroutines">
 * Coroutines</a>
 */
@FunctionalInterface
public non-sealed interface Coroutine<T extends @Nullable Object> extends Awaitable<T> {

	/**
	 * Runs the body in the caller's task.
	 * @return what the body returns
	 * @throws Exception what the body throws
	 */
	T run() throws Exception;

}
