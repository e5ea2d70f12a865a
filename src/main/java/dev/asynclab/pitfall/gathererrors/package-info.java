/**
 * What happens to the second error of a gather.
 */
@NullMarked
package dev.asynclab.pitfall.gathererrors;

import org.jspecify.annotations.NullMarked;
