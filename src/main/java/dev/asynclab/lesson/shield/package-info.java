/**
 * {@code asyncio.shield}: the awaiting task may be cancelled, the work is not.
 *
 * <pre>{@code
 * task = asyncio.create_task(fetch("A"))
 * result = await asyncio.shield(task)
 * }</pre>
 */
@NullMarked
package dev.asynclab.lesson.shield;

import org.jspecify.annotations.NullMarked;
