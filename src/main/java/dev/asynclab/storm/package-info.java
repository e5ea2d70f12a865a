/**
 * Shows why an outage outlives what triggered it: clients with a time-out try again, and
 * the service works for clients who have left. Six cures are measured, each beside a
 * simulation of the same arrivals.
 */
@NullMarked
package dev.asynclab.storm;

import org.jspecify.annotations.NullMarked;
