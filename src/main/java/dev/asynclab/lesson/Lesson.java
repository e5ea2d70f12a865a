package dev.asynclab.lesson;

import java.util.concurrent.CompletableFuture;

import dev.asynclab.notation.Sentence;

/**
 * A concept of asyncio with the options of one request, ready to be run in any of its
 * styles.
 */
public interface Lesson {

	/**
	 * Starts the lesson class for the shape of the run's style on the run's jobs, and
	 * holds no thread of the caller. Cancelling the future is what cancelling the
	 * awaiting task is in asyncio.
	 * @param run the run
	 * @return what the lesson returns or raises
	 */
	CompletableFuture<?> start(Run run);

	/**
	 * What to say of a run of this plan.
	 * @param plan the plan
	 * @param peak how many of its tasks ran at once
	 * @return the words beside the picture
	 */
	Caption caption(Plan plan, int peak);

	/**
	 * How many of the plan's jobs the lesson lets run at once.
	 * @param plan the plan
	 * @return all of them, unless the lesson says less
	 */
	default int concurrency(Plan plan) {
		return plan.jobs().size();
	}

	/**
	 * Whether a run of the plan blocks the event loop, in a style that has one.
	 * @param plan the plan
	 * @return whether a job blocks, unless the lesson keeps it off the loop
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
