package dev.asynclab.task;

import java.time.Duration;

import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import org.jspecify.annotations.Nullable;

/**
 * What a task is to do.
 *
 * @param name its name, or {@code null} for asyncio's {@code Task-N}
 * @param delay how long its work takes
 * @param outcome how its work ends
 * @param style how it runs
 * @param onCancel what it does when it is cancelled at work
 * @param cleanup how long it cleans up then
 */
record TaskSpec(@Nullable String name, Duration delay, Job.Outcome outcome, Style style, OnCancel onCancel,
		Duration cleanup) {

	Job work(String name) {
		return new Job(name, this.delay, this.outcome);
	}

	/**
	 * Whether a cancel at work is followed by a clean-up.
	 * @return {@code true} if so
	 */
	boolean cleansUp() {
		return switch (this.onCancel) {
			case PROPAGATE, RETURN -> this.cleanup.isPositive();
			case RAISE -> true;
			case SUPPRESS -> false;
		};
	}

	/**
	 * The clean-up, a call to the upstream like the work itself.
	 * @param name the task's name
	 * @return a job, which fails where the task is to raise an error
	 */
	Job cleanup(String name) {
		return new Job(name, this.cleanup, (this.onCancel == OnCancel.RAISE) ? Job.Outcome.FAIL : Job.Outcome.OK);
	}

}
