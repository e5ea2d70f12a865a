/**
 * {@code asyncio.shield}: the awaiting task may be cancelled, the work is not.
 */
@NullMarked
package dev.asynclab.lesson.shield;

import org.jspecify.annotations.NullMarked;
