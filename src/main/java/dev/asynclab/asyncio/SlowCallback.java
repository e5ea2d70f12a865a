package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * A step that kept the loop from anything else for too long.
 *
 * @param task whose step it was, or null for a callback
 * @param seconds how long it took
 * @param message as it is logged: {@code Executing <Task ...> took 0.250 seconds}
 */
public record SlowCallback(@Nullable Task<?> task, double seconds, String message) {

}
