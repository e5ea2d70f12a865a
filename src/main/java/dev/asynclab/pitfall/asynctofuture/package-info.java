/**
 * An {@code @Async} method that waits for a future.
 */
@NullMarked
package dev.asynclab.pitfall.asynctofuture;

import org.jspecify.annotations.NullMarked;
