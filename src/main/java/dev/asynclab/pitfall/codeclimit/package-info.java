/**
 * An answer that is larger than WebClient reads.
 */
@NullMarked
package dev.asynclab.pitfall.codeclimit;

import org.jspecify.annotations.NullMarked;
