package dev.asynclab.lesson;

import java.util.concurrent.CompletableFuture;

import dev.asynclab.notation.Sentence;

/**
 * A concept of asyncio with the options of one request, ready to run in any of its
 * styles.
 */
public interface Lesson {

	/**
	 * Starts the lesson class for the shape of the run's style, with the jobs of the run.
	 * It does not block the calling thread. Cancelling the returned future cancels the
	 * awaiting task, as in asyncio.
	 * @param run the run
	 * @return the value or the error of the lesson
	 */
	CompletableFuture<?> start(Run run);

	/**
	 * Describes a run of a plan.
	 * @param plan the plan
	 * @param peak the highest number of tasks that ran at the same time
	 * @return the words beside the picture
	 */
	Caption caption(Plan plan, int peak);

	/**
	 * Returns how many jobs of the plan the lesson runs at the same time.
	 * @param plan the plan
	 * @return the number of jobs, unless the lesson limits it
	 */
	default int concurrency(Plan plan) {
		return plan.jobs().size();
	}

	/**
	 * Tells whether the lesson awaits a job, so that its error reaches the caller.
	 * @param plan the plan
	 * @param job the name of a job of the plan
	 * @return {@code true}, unless the lesson leaves such a job to itself
	 */
	default boolean awaits(Plan plan, String job) {
		return true;
	}

	/**
	 * Returns whether a run of the plan blocks the event loop, in a style that has one.
	 * @param plan the plan
	 * @return whether a job blocks, unless the lesson runs such jobs on other threads
	 */
	default boolean blocksEventLoop(Plan plan) {
		return plan.blocks();
	}

	/**
	 * The words beside the picture of a run.
	 *
	 * @param python the Python that the run stands for
	 * @param lesson what it shows
	 * @param next the command to try next
	 */
	record Caption(String python, Sentence lesson, String next) {

	}

}
