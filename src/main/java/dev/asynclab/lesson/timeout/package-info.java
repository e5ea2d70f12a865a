/**
 * {@code asyncio.timeout}: one deadline for a block of code.
 */
@NullMarked
package dev.asynclab.lesson.timeout;

import org.jspecify.annotations.NullMarked;
