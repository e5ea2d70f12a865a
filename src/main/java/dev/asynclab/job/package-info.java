/**
 * Jobs, mock I/O operations, and the same real HTTP call done in each style. A
 * {@link dev.asynclab.job.JobHandle} records what happens to a job, and its cancel stops
 * the I/O.
 */
@NullMarked
package dev.asynclab.job;

import org.jspecify.annotations.NullMarked;
