/**
 * {@code asyncio.create_task}: starts now, is awaited later.
 *
 * <pre>{@code
 * task1 = asyncio.create_task(fetch("A"))
 * task2 = asyncio.create_task(fetch("B"))
 * results = [await task1, await task2]
 * }</pre>
 */
@NullMarked
package dev.asynclab.lesson.createtask;

import org.jspecify.annotations.NullMarked;
