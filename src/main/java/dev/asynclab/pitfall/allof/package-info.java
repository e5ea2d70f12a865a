/**
 * What {@code allOf} does when one has failed.
 */
@NullMarked
package dev.asynclab.pitfall.allof;

import org.jspecify.annotations.NullMarked;
