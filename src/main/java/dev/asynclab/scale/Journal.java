package dev.asynclab.scale;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * When each of very many tasks started and ended, in eight bytes a task. Every task
 * writes its own two numbers; others may read meanwhile, and see them soon.
 */
final class Journal {

	private static final int NANOS_PER_MICRO = 1000;

	private static final int MICROS_PER_MS = 1000;

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

	/**
	 * The time since this was created.
	 * @return microseconds, at least 1
	 */
	int micros() {
		return (int) ((System.nanoTime() - this.origin) / NANOS_PER_MICRO) + 1;
	}

	/**
	 * Counts the tasks in flight, millisecond by millisecond.
	 * @param millis for how long
	 * @return how many had started and had not ended at the end of each millisecond
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
			changes[Math.min(micros / MICROS_PER_MS, changes.length - 1)] += change;
		}
	}

	private static int count(AtomicIntegerArray times) {
		int count = 0;
		for (int task = 0; task < times.length(); task++) {
			if (times.getOpaque(task) != 0) {
				count++;
			}
		}
		return count;
	}

}
