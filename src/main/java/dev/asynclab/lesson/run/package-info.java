/**
 * {@code asyncio.run}: makes a loop, runs main, cancels the rest, closes the loop.
 */
@NullMarked
package dev.asynclab.lesson.run;

import org.jspecify.annotations.NullMarked;
