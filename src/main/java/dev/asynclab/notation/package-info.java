/**
 * How values are written in requests and answers: durations, and the names of enum
 * constants.
 */
@NullMarked
package dev.asynclab.notation;

import org.jspecify.annotations.NullMarked;
