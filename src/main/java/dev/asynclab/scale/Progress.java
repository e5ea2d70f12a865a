package dev.asynclab.scale;

import dev.asynclab.timeline.Milliseconds;

/**
 * How far a run is.
 *
 * @param atMs how long it has run
 * @param started how many tasks have started to wait
 * @param ended how many of them have ended
 */
record Progress(@Milliseconds double atMs, int started, int ended) {

}
