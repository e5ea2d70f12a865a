/**
 * Jobs (mock I/O operations), and the HTTP call that each style makes for them. A
 * {@link dev.asynclab.job.JobHandle} records what happens to a job. Its cancel method
 * stops the I/O.
 */
@NullMarked
package dev.asynclab.job;

import org.jspecify.annotations.NullMarked;
