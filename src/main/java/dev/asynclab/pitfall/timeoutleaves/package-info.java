/**
 * A time-out that ends the wait but not the work.
 */
@NullMarked
package dev.asynclab.pitfall.timeoutleaves;

import org.jspecify.annotations.NullMarked;
