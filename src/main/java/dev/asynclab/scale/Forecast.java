package dev.asynclab.scale;

import java.time.Duration;

import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.Bounds;

/**
 * What a run will take at least, so that one that can't end well is refused before it
 * starts.
 *
 * @param style what runs the tasks
 * @param tasks how many
 * @param delay how long each waits
 * @param threads how many the pool has
 */
record Forecast(ScaleStyle style, int tasks, Duration delay, int threads) {

	/**
	 * The ideal wall time: the longest task's, or on a pool that of all its waves.
	 * @return tasks / threads, rounded up, times the delay
	 */
	Duration wall() {
		return (this.style == ScaleStyle.ASYNC_POOL)
				? this.delay.multipliedBy(Math.ceilDiv((long) this.tasks, this.threads)) : this.delay;
	}

	/**
	 * Refuses what takes too long or too much memory.
	 * @param limits the bounds
	 * @param heapBytes the heap that the run may take
	 * @throws BadParameterException if a bound is passed
	 */
	void requireWithin(ScaleLimits limits, long heapBytes) {
		Bounds.requireBetween("tasks", this.tasks, 1, limits.scale());
		Bounds.requireBetween("delay", this.delay, Duration.ZERO, limits.scaleTime());
		long longest = limits.scaleTime().toMillis();
		if (wall().toMillis() > longest) {
			throw refusal("at most %d with %d threads, since tasks / threads x delay has to be at most %d s"
				.formatted(longest / this.delay.toMillis() * this.threads, this.threads, longest / 1000));
		}
		long room = heapBytes / this.style.bytes();
		if (this.tasks > room) {
			throw refusal("at most %d with style=%s, since each takes up to %d bytes of a heap with room for %d MB"
				.formatted(room, this.style.id(), this.style.bytes(), heapBytes >> 20));
		}
	}

	private BadParameterException refusal(String allowed) {
		return new BadParameterException("tasks", this.tasks, allowed);
	}

}
