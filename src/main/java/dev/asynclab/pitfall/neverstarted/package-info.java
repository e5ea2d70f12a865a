/**
 * A Mono without a subscriber, and a coroutine that is not awaited.
 */
@NullMarked
package dev.asynclab.pitfall.neverstarted;

import org.jspecify.annotations.NullMarked;
