/**
 * An {@code @Async} method that the same bean calls.
 */
@NullMarked
package dev.asynclab.pitfall.selfinvocation;

import org.jspecify.annotations.NullMarked;
