/**
 * The same plan in every style, on one time axis.
 */
@NullMarked
package dev.asynclab.lesson.compare;

import org.jspecify.annotations.NullMarked;
