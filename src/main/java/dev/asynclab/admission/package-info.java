/**
 * Limits what runs at the same time, and for how long: the places of runs and tasks, work
 * that runs alone, and the end of running work when the service shuts down.
 */
@NullMarked
package dev.asynclab.admission;

import org.jspecify.annotations.NullMarked;
