/**
 * What may run at the same time, and for how long: the places of runs and tasks, work
 * that runs alone, and what a shutdown tells the work that is under way.
 */
@NullMarked
package dev.asynclab.admission;

import org.jspecify.annotations.NullMarked;
