/**
 * An interrupt, and a CancelledError, that are caught and dropped.
 */
@NullMarked
package dev.asynclab.pitfall.swallowedinterrupt;

import org.jspecify.annotations.NullMarked;
