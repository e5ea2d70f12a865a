/**
 * Tasks as REST resources, like those of {@code asyncio.create_task}. A task lives on
 * after the request that created it, and can be listed, awaited, watched and cancelled.
 */
@NullMarked
package dev.asynclab.task;

import org.jspecify.annotations.NullMarked;
