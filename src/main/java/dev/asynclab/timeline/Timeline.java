package dev.asynclab.timeline;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a recorder had recorded at one moment, and the figures that follow from it. All
 * times are nanoseconds since the run began.
 * <p>
 * This is where the figures of a run are defined:
 * <ul>
 * <li>The <em>work</em> of a task is the time that was asked of it: its job's own
 * duration, but at most what it ran, from its start to its end. A job of 5 s that was
 * cancelled after 1 s did 1 s of work, and a job that never started did none. Time that a
 * task spent in a queue, or ready and waiting for its turn, is no work. If the duration
 * is not known, the work is what the task ran.
 * <li>The <em>wall</em> time is from the beginning until the last task had ended and the
 * combinator had answered.
 * <li>The <em>sum</em> is the work of all tasks together, and the <em>longest</em> is the
 * work of the task with the most.
 * <li>The <em>speed-up</em> is the sum divided by the wall time: 1 if the work was done
 * one after the other. It is 1 for a run that took no time.
 * <li>The <em>peak concurrency</em> is the largest number of tasks between their start
 * and their end at once.
 * </ul>
 *
 * @param tasks a span for each task, in the order in which they were first named
 * @param log every event, in the order of time
 * @param loops the event loops that the run needs
 * @param stalls the stretches in which an event loop that the run needs was blocked
 * @param result how the combinator answered, null while it has not
 */
public record Timeline(List<TaskSpan> tasks, List<LogEntry> log, List<Loop> loops, List<Stall> stalls,
		@Nullable Result result) {

	/** Times are about equal if they differ by less than this part of the wall time. */
	static final double CLOSE = 0.02;

	private static final double SHORTEST_MS = 5;

	public Timeline {
		tasks = List.copyOf(tasks);
		log = List.copyOf(log);
		loops = List.copyOf(loops);
		stalls = List.copyOf(stalls);
	}

	/**
	 * Returns the wall time.
	 * @return nanoseconds
	 */
	public long wallNanos() {
		return wallNanos(this.log, this.result);
	}

	static long wallNanos(List<LogEntry> log, @Nullable Result result) {
		long lastEvent = log.isEmpty() ? 0 : log.getLast().atNanos();
		return (result != null) ? Math.max(lastEvent, result.atNanos()) : lastEvent;
	}

	/**
	 * Returns the work of the task with the most.
	 * @return nanoseconds
	 */
	public long longestNanos() {
		long wall = wallNanos();
		long longest = 0;
		for (TaskSpan task : this.tasks) {
			longest = Math.max(longest, task.workNanos(wall));
		}
		return longest;
	}

	/**
	 * Returns the work of all tasks together.
	 * @return nanoseconds
	 */
	public long sumNanos() {
		long wall = wallNanos();
		long sum = 0;
		for (TaskSpan task : this.tasks) {
			sum += task.workNanos(wall);
		}
		return sum;
	}

	/**
	 * Returns the shortest time that is worth telling of in a run: what is shorter is the
	 * machine.
	 * @param wallMs the wall time of the run, in milliseconds
	 * @return 5 ms or a fiftieth of the wall time, whichever is longer, in milliseconds
	 */
	public static double noticeableMs(double wallMs) {
		return Math.max(SHORTEST_MS, CLOSE * wallMs);
	}

	/**
	 * Returns the sum divided by the wall time.
	 * @return 1 for a run that took no time
	 */
	public double speedup() {
		long wall = wallNanos();
		return (wall > 0) ? (double) sumNanos() / wall : 1;
	}

	/**
	 * Returns the largest number of tasks that ran at the same time. A task that ends
	 * when another starts does not overlap it. A task that took no time overlaps none.
	 * @return a number of tasks
	 */
	public int peakConcurrency() {
		long[] starts = new long[this.tasks.size()];
		long[] ends = new long[starts.length];
		int ran = 0;
		for (TaskSpan task : this.tasks) {
			Long start = task.startNanos();
			Long end = task.endNanos();
			if (start != null && !start.equals(end)) {
				starts[ran] = start;
				ends[ran++] = (end != null) ? end : Long.MAX_VALUE;
			}
		}
		Arrays.sort(starts, 0, ran);
		Arrays.sort(ends, 0, ran);
		int peak = 0;
		int ended = 0;
		for (int started = 1; started <= ran; started++) {
			while (ends[ended] <= starts[started - 1]) {
				ended++;
			}
			peak = Math.max(peak, started - ended);
		}
		return peak;
	}

}
