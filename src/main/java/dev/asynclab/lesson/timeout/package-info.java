/**
 * {@code asyncio.timeout}: one deadline for a block of code.
 *
 * <pre>{@code
 * async with asyncio.timeout(2.5):
 *     results = [await call() for call in calls]
 * }</pre>
 */
@NullMarked
package dev.asynclab.lesson.timeout;

import org.jspecify.annotations.NullMarked;
