/**
 * The ideal queue, simulated event by event: exact, with the same arrivals as the
 * measurement beside it, and at once, since its clock does not wait. Times are in
 * nanoseconds since the beginning.
 */
@NullMarked
package dev.asynclab.load.simulation;

import org.jspecify.annotations.NullMarked;
