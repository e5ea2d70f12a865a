package dev.asynclab.scenario.run;

/**
 * The clock that a scenario's tasks wait on.
 */
public enum Clock {

	/** The wall clock: a wait takes its time. */
	REAL,

	/** It jumps to the next timer: a wait takes no time, and the outcome is exact. */
	VIRTUAL

}
