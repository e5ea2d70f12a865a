/**
 * {@code asyncio.wait}: which tasks are done and which are pending, cancelling none.
 *
 * <pre>{@code
 * done, pending = await asyncio.wait(tasks, timeout=1, return_when=asyncio.FIRST_EXCEPTION)
 * }</pre>
 */
@NullMarked
package dev.asynclab.lesson.waiting;

import org.jspecify.annotations.NullMarked;
