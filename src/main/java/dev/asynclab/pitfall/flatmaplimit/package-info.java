/**
 * How many {@code flatMap} starts at once.
 */
@NullMarked
package dev.asynclab.pitfall.flatmaplimit;

import org.jspecify.annotations.NullMarked;
