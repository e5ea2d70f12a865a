package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * An error that no code can catch, as the loop's exception handler gets it.
 *
 * @param message what happened
 * @param exception the error, if there is one
 * @param future the task or future that it came from, if there is one and it was not
 * collected
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.call_exception_handler">
 * loop.call_exception_handler</a>
 */
public record ExceptionContext(String message, @Nullable Throwable exception, @Nullable Future<?> future) {

}
