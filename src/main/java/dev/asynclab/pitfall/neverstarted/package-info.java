/**
 * A Mono that nobody subscribes to; a coroutine that nobody awaits.
 */
@NullMarked
package dev.asynclab.pitfall.neverstarted;

import org.jspecify.annotations.NullMarked;
