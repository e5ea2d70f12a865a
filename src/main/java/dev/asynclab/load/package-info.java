/**
 * Load, and what it should do: requests that arrive at their own rate, whatever has
 * become of the earlier ones, their figures each tenth of a second, and the simulated
 * queue. Each experiment is a plan on top.
 */
@NullMarked
package dev.asynclab.load;

import org.jspecify.annotations.NullMarked;
