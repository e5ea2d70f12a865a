package dev.asynclab.timeline;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a recorder had recorded at one moment, and the figures that follow from it. All
 * times are nanoseconds since the run began.
 *
 * @param tasks a span for each task, in the order in which they were first named
 * @param log every event, in the order of time
 * @param stalls the stretches in which an event loop that the run needs was blocked
 * @param result how the combinator answered, null while it has not
 */
public record Timeline(List<TaskSpan> tasks, List<LogEntry> log, List<Stall> stalls, @Nullable Result result) {

	public Timeline {
		tasks = List.copyOf(tasks);
		log = List.copyOf(log);
		stalls = List.copyOf(stalls);
	}

	long wallNanos() {
		long lastEvent = this.log.isEmpty() ? 0 : this.log.getLast().atNanos();
		return (this.result != null) ? Math.max(lastEvent, this.result.atNanos()) : lastEvent;
	}

	long longestNanos() {
		return this.tasks.stream().mapToLong(TaskSpan::ranNanos).max().orElse(0);
	}

	long sumNanos() {
		return this.tasks.stream().mapToLong(TaskSpan::ranNanos).sum();
	}

	double speedup() {
		long wall = wallNanos();
		return (wall > 0) ? (double) sumNanos() / wall : 1;
	}

	/**
	 * Returns the largest number of tasks that ran at the same time. A task that ends
	 * when another starts does not overlap it. A task that took no time overlaps none.
	 * @return a number of tasks
	 */
	public int peakConcurrency() {
		List<TaskSpan> ran = this.tasks.stream().filter(Timeline::takesTime).toList();
		long[] starts = times(ran.stream().map(TaskSpan::startNanos));
		long[] ends = times(ran.stream().map(TaskSpan::endNanos));
		int peak = 0;
		int ended = 0;
		for (int started = 1; started <= starts.length; started++) {
			while (ended < ends.length && ends[ended] <= starts[started - 1]) {
				ended++;
			}
			peak = Math.max(peak, started - ended);
		}
		return peak;
	}

	private static boolean takesTime(TaskSpan task) {
		return task.startNanos() != null && !task.startNanos().equals(task.endNanos());
	}

	private static long[] times(Stream<@Nullable Long> times) {
		return times.filter(Objects::nonNull).mapToLong(Long::longValue).sorted().toArray();
	}

}
