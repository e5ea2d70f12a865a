/**
 * {@code asyncio.as_completed}: results in the order in which they come.
 *
 * <pre>{@code
 * for earliest in asyncio.as_completed(tasks, timeout=5):
 *     results.append(await earliest)
 * }</pre>
 */
@NullMarked
package dev.asynclab.lesson.ascompleted;

import org.jspecify.annotations.NullMarked;
