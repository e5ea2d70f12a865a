/**
 * Scenarios: tasks, a combinator and requests to cancel in JSON, which really run, with
 * an outcome that can be compared with CPython's. In style asyncio they run on the
 * {@code asyncio} package, and in the other styles with the lesson classes, so that users
 * can copy what is compared.
 */
@NullMarked
package dev.asynclab.scenario;

import org.jspecify.annotations.NullMarked;
