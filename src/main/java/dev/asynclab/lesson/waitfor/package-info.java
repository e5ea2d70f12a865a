/**
 * {@code asyncio.wait_for}: a time-out that stops the work.
 *
 * <pre>{@code
 * result = await asyncio.wait_for(fetch("A"), timeout=1)
 * }</pre>
 */
@NullMarked
package dev.asynclab.lesson.waitfor;

import org.jspecify.annotations.NullMarked;
