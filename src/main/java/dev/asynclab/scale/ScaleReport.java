package dev.asynclab.scale;

import java.util.List;

import dev.asynclab.timeline.Milliseconds;
import dev.asynclab.timeline.TextPicture;
import org.jspecify.annotations.Nullable;

/**
 * What a run took.
 *
 * @param style what ran the tasks
 * @param runs what really ran
 * @param io always {@code timer}
 * @param tasks how many tasks were asked for
 * @param delayMs how long each waits
 * @param completed how many ended with their own result
 * @param stopped whether the run was stopped before all tasks had ended
 * @param wallMs the time from before the first task was created until the last result
 * @param idealMs the time if the tasks themselves cost nothing
 * @param overheadMs the difference; null if the run was stopped
 * @param tasksPerSecond completed tasks divided by the wall time
 * @param bytesPerTask the heap that the whole process allocated during the run, divided
 * by the number of tasks; it includes garbage, so a waiting task holds less
 * @param peakConcurrency the most tasks in flight at the end of a millisecond
 * @param bucketMs how long a bucket is
 * @param concurrency the most tasks in flight in each bucket of the wall time
 */
record ScaleReport(String style, String runs, String io, int tasks, @Milliseconds double delayMs, int completed,
		boolean stopped, @Milliseconds double wallMs, @Milliseconds double idealMs,
		@Milliseconds @Nullable Double overheadMs, long tasksPerSecond, long bytesPerTask, int peakConcurrency,
		int bucketMs, List<Integer> concurrency) implements TextPicture {

	@Override
	public String toText() {
		return ScaleText.of(this);
	}

}
