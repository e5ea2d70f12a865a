/**
 * An {@code @Async} method that waits for another of the same pool.
 */
@NullMarked
package dev.asynclab.pitfall.nestedpool;

import org.jspecify.annotations.NullMarked;
