package dev.asynclab.lesson;

import java.util.concurrent.CompletableFuture;

import dev.asynclab.timeline.Report;

/**
 * A lesson under way.
 *
 * @param report the report, once the last task has ended; it never fails because a job
 * does
 * @param cancellation cancels what is left
 */
public record RunningLesson(CompletableFuture<Report> report, Runnable cancellation) {

	/**
	 * Cancels what is left of the run. The report then follows as soon as the tasks have
	 * ended.
	 */
	public void cancel() {
		this.cancellation.run();
	}

}
