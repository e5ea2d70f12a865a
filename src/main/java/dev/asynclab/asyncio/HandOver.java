package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * How the turn goes from one strand of a loop to another: {@link Carrying} where the JVM
 * lets this package choose what carries a virtual thread, {@link Baton} elsewhere. The
 * order in which tasks and callbacks run is the same.
 */
sealed interface HandOver permits Baton, Carrying {

	/**
	 * Makes the strand of a task, which has no thread yet.
	 * @param task the task
	 * @return the strand
	 */
	TaskStrand newStrand(Task<?> task);

	/**
	 * Called when a run begins.
	 * @param home the thread that runs the loop
	 */
	void begin(HomeStrand home);

	/**
	 * Called when the run has ended.
	 */
	void end();

	/**
	 * Says whether a strand may find out what is next. The {@link #driver()} may.
	 * @param strand has the turn, on the current thread; null if its task has ended
	 * @return whether it may, rather than pass the turn to {@link #driver()}
	 */
	boolean mayDecide(@Nullable Strand strand);

	/**
	 * Returns what runs callbacks that must not run in a task's thread.
	 * @return home, or what drives in its place
	 */
	Strand driver();

	/**
	 * Asks for home's thread, so that the run can end.
	 * @return whether it is free: no task stands in its way
	 */
	boolean freeHome();

	/**
	 * Gives the turn to another strand, and returns when it is back. If there is no
	 * memory for the other's thread, the loop is lost.
	 * @param from has the turn, on the current thread
	 * @param next gets it
	 */
	void pass(Strand from, Strand next);

	/**
	 * Gives the turn to another strand when a task has ended.
	 * @param next gets it
	 */
	void leave(Strand next);

}
