/**
 * {@code asyncio.TaskGroup}: a failure cancels the other tasks, and no task outlives the
 * block.
 *
 * <pre>{@code
 * async with asyncio.TaskGroup() as group:
 *     task1 = group.create_task(fetch("A"))
 *     task2 = group.create_task(fetch("B"))
 * results = [task1.result(), task2.result()]
 * }</pre>
 */
@NullMarked
package dev.asynclab.lesson.taskgroup;

import org.jspecify.annotations.NullMarked;
