/**
 * The watchdog of the lab's event loops. From a thread of its own it sends them
 * heartbeats. If one is late, it finds the code that blocks the loop's thread.
 */
@NullMarked
package dev.asynclab.eventloop;

import org.jspecify.annotations.NullMarked;
