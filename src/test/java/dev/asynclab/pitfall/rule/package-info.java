/**
 * Rules that find mistakes in source code, each in a class that one can copy.
 */
@NullMarked
package dev.asynclab.pitfall.rule;

import org.jspecify.annotations.NullMarked;
