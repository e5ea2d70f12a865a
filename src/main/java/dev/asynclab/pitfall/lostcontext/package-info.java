/**
 * What the logging context knows on another thread.
 */
@NullMarked
package dev.asynclab.pitfall.lostcontext;

import org.jspecify.annotations.NullMarked;
