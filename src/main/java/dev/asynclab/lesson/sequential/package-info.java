/**
 * Awaiting one after the other: the wall time is the sum.
 *
 * <pre>{@code
 * results = [await fetch("A"), await fetch("B")]
 * }</pre>
 */
@NullMarked
package dev.asynclab.lesson.sequential;

import org.jspecify.annotations.NullMarked;
