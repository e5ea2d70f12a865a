package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * A future or task, or a coroutine that becomes a task.
 *
 * @param <T> the type of its result
 * @see <a href="https://docs.python.org/3.13/library/asyncio-task.html#awaitables">
 * Awaitables</a>
 */
public sealed interface Awaitable<T extends @Nullable Object> permits Future, Coroutine {

}
