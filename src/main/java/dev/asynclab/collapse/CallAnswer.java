package dev.asynclab.collapse;

import dev.asynclab.job.Place;

/**
 * What became of one call.
 *
 * @param on where it ran
 * @param kind what it did there
 * @param delayMs how long, in milliseconds
 * @param waitedMs how long it waited for its turn, in milliseconds
 * @param thread the thread that it ran on
 * @param predicted how many such calls a second the place can carry
 */
record CallAnswer(Place on, Kind kind, long delayMs, double waitedMs, String thread, Capacity predicted) {

}
