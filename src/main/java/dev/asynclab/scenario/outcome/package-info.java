/**
 * What a run of a scenario was seen to do, and the JSON of it, which can be compared with
 * CPython's.
 */
@NullMarked
package dev.asynclab.scenario.outcome;

import org.jspecify.annotations.NullMarked;
