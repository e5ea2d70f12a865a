/**
 * What {@code allOf} does when one task has failed.
 */
@NullMarked
package dev.asynclab.pitfall.allof;

import org.jspecify.annotations.NullMarked;
