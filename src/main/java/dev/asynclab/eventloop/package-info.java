/**
 * The watchdog of the lab's event loops: on a thread of its own it sends them heartbeats,
 * and where one is late it looks who keeps the loop's thread.
 */
@NullMarked
package dev.asynclab.eventloop;

import org.jspecify.annotations.NullMarked;
