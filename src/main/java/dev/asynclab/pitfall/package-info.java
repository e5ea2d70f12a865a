/**
 * Mistakes that Spring and asyncio developers make, as code that runs. Each has its own
 * package with the broken code, the fixed code, and a class that observes both. None of
 * them touches the service: each run has its own executors, event loops, clients,
 * servers, databases and application contexts, and closes them. Four of them use what
 * belongs to the whole JVM: the carriers of the virtual threads, or the common pool. Only
 * one run at a time may use each of these, for a quarter of a second at most.
 */
@NullMarked
package dev.asynclab.pitfall;

import org.jspecify.annotations.NullMarked;
