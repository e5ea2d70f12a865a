/**
 * {@code asyncio.as_completed}: results in the order in which they come.
 */
@NullMarked
package dev.asynclab.lesson.ascompleted;

import org.jspecify.annotations.NullMarked;
