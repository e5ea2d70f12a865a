/**
 * Mistakes that Spring and asyncio developers make, each one running: the broken code
 * beside the fixed code, in a package of its own, with what was observed of both. Nothing
 * in them touches the service: each run has executors, event loops, clients, servers and
 * application contexts of its own, and closes them. Three are about what belongs to the
 * whole JVM, the carriers of the virtual threads and the common pool: one run of each at
 * a time takes these, for a quarter of a second at most.
 */
@NullMarked
package dev.asynclab.pitfall;

import org.jspecify.annotations.NullMarked;
