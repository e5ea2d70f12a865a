/**
 * Scenarios: tasks, a combinator and cancellations in JSON, run for real, with an outcome
 * that can be compared with CPython's.
 */
@NullMarked
package dev.asynclab.scenario;

import org.jspecify.annotations.NullMarked;
