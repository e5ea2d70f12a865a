/**
 * Tasks that wait in a queue when the application ends.
 */
@NullMarked
package dev.asynclab.pitfall.shutdown;

import org.jspecify.annotations.NullMarked;
