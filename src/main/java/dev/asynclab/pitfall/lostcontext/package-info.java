/**
 * The logging context of a task on another thread.
 */
@NullMarked
package dev.asynclab.pitfall.lostcontext;

import org.jspecify.annotations.NullMarked;
