/**
 * What holds a virtual thread to its carrier, and what no longer does.
 */
@NullMarked
package dev.asynclab.pitfall.pinning;

import org.jspecify.annotations.NullMarked;
