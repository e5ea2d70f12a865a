/**
 * A time-out that ends the wait and not the work.
 */
@NullMarked
package dev.asynclab.pitfall.timeoutleaves;

import org.jspecify.annotations.NullMarked;
