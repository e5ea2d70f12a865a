/**
 * {@code asyncio.create_task}: starts now, is awaited later.
 */
@NullMarked
package dev.asynclab.lesson.createtask;

import org.jspecify.annotations.NullMarked;
