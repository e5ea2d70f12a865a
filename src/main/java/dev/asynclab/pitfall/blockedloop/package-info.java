/**
 * A blocking call on an event loop's thread.
 */
@NullMarked
package dev.asynclab.pitfall.blockedloop;

import org.jspecify.annotations.NullMarked;
