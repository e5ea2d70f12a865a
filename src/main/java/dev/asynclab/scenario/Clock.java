package dev.asynclab.scenario;

/**
 * Which clock a scenario runs on.
 */
enum Clock {

	/**
	 * The wall clock: waiting takes its time.
	 */
	REAL,

	/**
	 * A clock that jumps to the next timer: waiting takes no time, and the outcome is
	 * exact.
	 */
	VIRTUAL

}
