/**
 * A scenario as a program for CPython, to be run elsewhere and compared.
 */
@NullMarked
package dev.asynclab.scenario.python;

import org.jspecify.annotations.NullMarked;
