package dev.asynclab.scale;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A way to run a great number of tasks. Each waits for the same time on a timer, and
 * returns its own number.
 */
interface Engine {

	Profile profile();

	/**
	 * Starts the tasks 0, 1, 2 and so on, and waits for all.
	 * @param journal records when each task starts to wait and when it has ended; its
	 * size is the number of tasks
	 * @param delay how long each task waits
	 * @return the results, in the order of the tasks
	 * @throws InterruptedException if the calling thread was interrupted; the tasks that
	 * had not ended have then been cancelled
	 */
	List<Integer> run(Journal journal, Duration delay) throws InterruptedException;

	/**
	 * What an engine runs, and the memory and time that its tasks need at most.
	 *
	 * @param style the name that users write
	 * @param runs what really runs, in a few words
	 * @param bytes how much heap a task needs while it waits
	 * @param overhead the time that each task adds to the first run of a process; on a
	 * pool, the time that each wave adds
	 * @param threads how many tasks of a pool run at once; {@link Integer#MAX_VALUE} if
	 * the engine is no pool
	 */
	record Profile(String style, String runs, int bytes, Duration overhead, int threads) {

		// All tasks wait at once, and each adds some microseconds.
		Profile(String style, String runs, int bytes, int micros) {
			this(style, runs, bytes, Duration.of(micros, ChronoUnit.MICROS), Integer.MAX_VALUE);
		}

		boolean isPooled() {
			return this.threads < Integer.MAX_VALUE;
		}

	}

}
