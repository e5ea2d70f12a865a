/**
 * {@code asyncio.wait_for}: a time-out that stops the work.
 */
@NullMarked
package dev.asynclab.lesson.waitfor;

import org.jspecify.annotations.NullMarked;
