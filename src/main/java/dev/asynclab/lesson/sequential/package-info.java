/**
 * Awaiting one after the other: the wall time is the sum.
 */
@NullMarked
package dev.asynclab.lesson.sequential;

import org.jspecify.annotations.NullMarked;
