/**
 * CPU-bound work, which no style of waiting speeds up: run on an event loop, in a pool
 * and on virtual threads, beside a heartbeat that shows what it delays.
 */
@NullMarked
package dev.asynclab.cpubound;

import org.jspecify.annotations.NullMarked;
