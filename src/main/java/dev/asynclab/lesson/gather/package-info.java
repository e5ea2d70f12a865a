/**
 * {@code asyncio.gather}: many at once, the results in argument order.
 */
@NullMarked
package dev.asynclab.lesson.gather;

import org.jspecify.annotations.NullMarked;
