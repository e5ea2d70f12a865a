/**
 * The turns of an event loop while it runs a scenario, as its listener was told of them:
 * whose turn it was, what it did, and who waits for what after it.
 */
@NullMarked
package dev.asynclab.scenario.steps;

import org.jspecify.annotations.NullMarked;
