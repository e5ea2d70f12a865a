package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * Is told what an {@link EventLoop} does, while it does it. All methods are called by the
 * thread that has the turn, and so one at a time. What they throw reaches the loop's own
 * code and may lose tasks: a listener throws nothing, awaits nothing, and returns soon. A
 * loop without a listener pays for a comparison with null at each of these events.
 */
public interface LoopListener {

	/**
	 * An iteration begins: all that is in the queue now, and the timers that are due, are
	 * its turns. If nothing was in the queue, time has passed before.
	 */
	default void iterationBegan() {
	}

	/**
	 * A task or a callback joins the end of the queue. It is new, or a {@link #done} or a
	 * {@link #timerDue} just before is the reason, or it gives up its turn for the
	 * others'. Callbacks that other threads bring join when an iteration begins.
	 * @param entry a task that can take a step, or a callback
	 */
	default void queued(Ready entry) {
	}

	/**
	 * A turn begins: the first in the queue leaves it, and runs. A callback that was
	 * taken back leaves it without a turn, and nothing is told. The first step of an
	 * eager task begins inside the turn of another one, which goes on after it.
	 * @param entry a task that takes a step, or a callback
	 */
	default void began(Ready entry) {
	}

	/**
	 * A turn ends.
	 * @param entry whose turn it was; a task waits now, or is queued again, or done
	 */
	default void ended(Ready entry) {
	}

	/**
	 * A task is about to wait. Called on the task's own thread, whose stack shows where.
	 * @param task the task that has the turn
	 * @param future what it waits for
	 */
	default void awaits(Task<?> task, Future<?> future) {
	}

	/**
	 * A future has a result, an error or a cancellation. What it wakes is queued next.
	 * @param future a task, or another future
	 * @param error what it failed with, or null; the loop still reports it if no code
	 * looks at it
	 */
	default void done(Future<?> future, @Nullable Throwable error) {
	}

	/**
	 * A task is asked to end.
	 * @param task the task, which was not done
	 */
	default void cancelRequested(Task<?> task) {
	}

	/**
	 * A timer was set.
	 * @param timer when, and what is called then
	 */
	default void timerSet(TimerHandle timer) {
	}

	/**
	 * A timer was taken back before it was due.
	 * @param timer the timer
	 */
	default void timerCancelled(TimerHandle timer) {
	}

	/**
	 * A timer is due. Its callback is queued next.
	 * @param timer the timer
	 */
	default void timerDue(TimerHandle timer) {
	}

}
