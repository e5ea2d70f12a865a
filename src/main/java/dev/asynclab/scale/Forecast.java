package dev.asynclab.scale;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

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

	private static final Duration START = Duration.ofMillis(100);

	/**
	 * The ideal wall time: the longest task's, or on a pool that of all its waves.
	 * @return tasks / threads, rounded up, times the delay
	 */
	Duration ideal() {
		return (this.style == ScaleStyle.ASYNC_POOL)
				? this.delay.multipliedBy(Math.ceilDiv((long) this.tasks, this.threads)) : this.delay;
	}

	/**
	 * The wall time of a first run: the ideal one, and what the tasks themselves take.
	 * @return a time that errs on the high side
	 */
	Duration wall() {
		return ideal().plus(overhead());
	}

	/**
	 * Refuses what takes too long or too much memory.
	 * @param limits the bounds
	 * @param heapBytes the heap that the run may take
	 * @throws BadParameterException if a bound is passed
	 */
	void requireWithin(ScaleLimits limits, long heapBytes) {
		Bounds.requireBetween("tasks", this.tasks, 1, limits.scale());
		Duration longest = limits.scaleTime().minus(overhead());
		if (longest.isNegative()) {
			throw refusal("fewer with style=%s, since each takes up to %d us of %d s".formatted(this.style.id(),
					this.style.micros(), limits.scaleTime().toSeconds()));
		}
		Bounds.requireBetween("delay", this.delay, Duration.ZERO, longest);
		if (ideal().compareTo(longest) > 0) {
			throw refusal("at most %d with %d threads, since tasks / threads x delay has to be at most %d ms"
				.formatted(longest.dividedBy(this.delay) * this.threads, this.threads, longest.toMillis()));
		}
		long room = heapBytes / this.style.bytes();
		if (this.tasks > room) {
			throw refusal("at most %d with style=%s, since each takes up to %d bytes of a heap with room for %d MB"
				.formatted(room, this.style.id(), this.style.bytes(), heapBytes >> 20));
		}
	}

	private Duration overhead() {
		return START.plus(Duration.of((long) this.tasks * this.style.micros(), ChronoUnit.MICROS));
	}

	private BadParameterException refusal(String allowed) {
		return new BadParameterException("tasks", this.tasks, allowed);
	}

}
