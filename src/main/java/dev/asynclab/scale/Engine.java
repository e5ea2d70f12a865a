package dev.asynclab.scale;

import java.time.Duration;
import java.util.List;

/**
 * A way to run very many tasks that each wait for the same time on a timer. Every task
 * has a result of its own, its number.
 */
interface Engine {

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

}
