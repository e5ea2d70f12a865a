package dev.asynclab.scale;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A way to run very many tasks that each wait for the same time on a timer. Every task
 * has a result of its own, its number.
 */
interface Engine {

	/**
	 * Says what the engine is and what it takes.
	 * @return its profile
	 */
	Profile profile();

	/**
	 * Starts the tasks 0, 1, 2 and so on, and waits for all.
	 * @param journal is told when each task starts to wait and when it has ended; it
	 * knows how many there are
	 * @param delay how long each task waits
	 * @return the results, in the order of the tasks
	 * @throws InterruptedException if the calling thread was interrupted; the tasks that
	 * are left have then been cancelled
	 */
	List<Integer> run(Journal journal, Duration delay) throws InterruptedException;

	/**
	 * What an engine is and what it takes, in figures that err on the high side.
	 *
	 * @param style the name that users write
	 * @param runs what really runs, in a few words
	 * @param bytes how much heap a task takes while it waits
	 * @param overhead what a task adds to the time that a run takes, in a process that
	 * has run none before; on a pool, what a wave adds
	 * @param threads how many tasks of a pool run at once; {@link Integer#MAX_VALUE} if
	 * it is no pool
	 */
	record Profile(String style, String runs, int bytes, Duration overhead, int threads) {

		/**
		 * An engine in which all tasks wait at once.
		 * @param style the name that users write
		 * @param runs what really runs
		 * @param bytes the heap that a task takes
		 * @param micros what a task adds to the time, in microseconds
		 */
		Profile(String style, String runs, int bytes, int micros) {
			this(style, runs, bytes, Duration.of(micros, ChronoUnit.MICROS), Integer.MAX_VALUE);
		}

		/**
		 * Whether tasks wait for a thread.
		 * @return {@code true} if they run in waves
		 */
		boolean isPooled() {
			return this.threads < Integer.MAX_VALUE;
		}

	}

}
