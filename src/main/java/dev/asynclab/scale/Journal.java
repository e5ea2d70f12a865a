package dev.asynclab.scale;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * Records when each task started and ended, in eight bytes a task. Every task writes its
 * own two numbers. Other threads may read at the same time, and see a number soon after
 * it is written.
 */
final class Journal {

	private final AtomicIntegerArray starts;

	private final AtomicIntegerArray ends;

	private final long origin = System.nanoTime();

	Journal(int tasks) {
		this.starts = new AtomicIntegerArray(tasks);
		this.ends = new AtomicIntegerArray(tasks);
	}

	int tasks() {
		return this.starts.length();
	}

	void started(int task) {
		this.starts.setOpaque(task, micros());
	}

	void ended(int task) {
		this.ends.setOpaque(task, micros());
	}

	int countStarted() {
		return count(this.starts);
	}

	int countEnded() {
		return count(this.ends);
	}

	// Since this journal was created, and at least 1, since 0 means not yet.
	int micros() {
		return (int) ((System.nanoTime() - this.origin) / 1000) + 1;
	}

	/**
	 * Counts the tasks in flight, millisecond by millisecond.
	 * @param millis for how many milliseconds
	 * @return how many were in flight at the end of each
	 */
	int[] inFlight(int millis) {
		int[] inFlight = new int[millis];
		for (int task = 0; task < tasks(); task++) {
			add(inFlight, this.starts.getOpaque(task), 1);
			add(inFlight, this.ends.getOpaque(task), -1);
		}
		for (int at = 1; at < millis; at++) {
			inFlight[at] += inFlight[at - 1];
		}
		return inFlight;
	}

	private static void add(int[] changes, int micros, int change) {
		if (micros != 0) {
			changes[Math.min(micros / 1000, changes.length - 1)] += change;
		}
	}

	private static int count(AtomicIntegerArray times) {
		return (int) IntStream.range(0, times.length()).filter((task) -> times.getOpaque(task) != 0).count();
	}

}
