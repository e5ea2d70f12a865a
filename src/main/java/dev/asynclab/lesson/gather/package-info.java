/**
 * {@code asyncio.gather}: many at once, the results in argument order.
 *
 * <pre>{@code
 * results = await asyncio.gather(fetch("A"), fetch("B"))
 * }</pre>
 */
@NullMarked
package dev.asynclab.lesson.gather;

import org.jspecify.annotations.NullMarked;
