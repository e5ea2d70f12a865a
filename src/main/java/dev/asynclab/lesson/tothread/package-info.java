/**
 * {@code asyncio.to_thread}: blocking code beside the event loop.
 *
 * <pre>{@code
 * results = await asyncio.gather(fetch("A"), asyncio.to_thread(blocking))
 * }</pre>
 */
@NullMarked
package dev.asynclab.lesson.tothread;

import org.jspecify.annotations.NullMarked;
