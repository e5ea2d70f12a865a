/**
 * {@code asyncio.to_thread}: blocking code beside the event loop.
 */
@NullMarked
package dev.asynclab.lesson.tothread;

import org.jspecify.annotations.NullMarked;
