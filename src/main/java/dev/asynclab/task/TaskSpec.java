package dev.asynclab.task;

import java.time.Duration;

import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import org.jspecify.annotations.Nullable;

/**
 * The work of a task.
 *
 * @param name its name, or {@code null} for asyncio's {@code Task-N}
 * @param delay how long its work takes
 * @param outcome how its work ends
 * @param style the style of the task
 * @param onCancel what the task does when it is cancelled while it works
 * @param cleanup how long it cleans up then
 * @param durable whether the cluster keeps it
 */
record TaskSpec(@Nullable String name, Duration delay, Job.Outcome outcome, Style style, OnCancel onCancel,
		Duration cleanup, boolean durable) {

	// Its name, or asyncio's.
	String nameOf(long id) {
		return (this.name != null) ? this.name : "Task-" + id;
	}

	Job work(String name) {
		return new Job(name, this.delay, this.outcome);
	}

	boolean cleansUp() {
		return switch (this.onCancel) {
			case PROPAGATE, RETURN -> this.cleanup.isPositive();
			case RAISE -> true;
			case SUPPRESS -> false;
		};
	}

	Job cleanup(String name) {
		return new Job(name, this.cleanup, (this.onCancel == OnCancel.RAISE) ? Job.Outcome.FAIL : Job.Outcome.OK);
	}

}
