/**
 * An {@code @Async} method that returns nothing, and fails.
 */
@NullMarked
package dev.asynclab.pitfall.lostexception;

import org.jspecify.annotations.NullMarked;
