/**
 * {@code asyncio.TaskGroup}: a failure cancels the other tasks, and no task outlives the
 * block.
 */
@NullMarked
package dev.asynclab.lesson.taskgroup;

import org.jspecify.annotations.NullMarked;
