/**
 * Scenarios: tasks, a combinator and cancellations in JSON, run for real, with an outcome
 * that can be compared with CPython's. In style asyncio they run on the {@code asyncio}
 * package, in Spring's styles with the lesson classes, so that what is compared is what
 * users copy.
 */
@NullMarked
package dev.asynclab.scenario;

import org.jspecify.annotations.NullMarked;
