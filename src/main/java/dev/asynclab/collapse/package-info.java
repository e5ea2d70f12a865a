/**
 * What one blocking call does to the throughput of a thread that many calls share: calls
 * that block and calls that do not, to be aimed at with a load generator, the experiment
 * that aims at them itself, and CPU-bound work, which blocks as well.
 */
@NullMarked
package dev.asynclab.collapse;

import org.jspecify.annotations.NullMarked;
