/**
 * What a scenario can say: its JSON, read into tasks, a combinator and requests to
 * cancel.
 */
@NullMarked
package dev.asynclab.scenario.grammar;

import org.jspecify.annotations.NullMarked;
