/**
 * Tasks as REST resources, as {@code asyncio.create_task} makes them: each lives on after
 * the request that created it, and can be listed, awaited, watched and cancelled.
 */
@NullMarked
package dev.asynclab.task;

import org.jspecify.annotations.NullMarked;
