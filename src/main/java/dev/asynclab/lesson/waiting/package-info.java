/**
 * {@code asyncio.wait}: which tasks are done and which are pending, cancelling none.
 */
@NullMarked
package dev.asynclab.lesson.waiting;

import org.jspecify.annotations.NullMarked;
