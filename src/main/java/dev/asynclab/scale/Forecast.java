package dev.asynclab.scale;

import java.time.Duration;

import dev.asynclab.notation.DurationConverter;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.Bounds;

/**
 * What a run will take, so that one that can't end well is refused before it starts.
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
		return isPooled() ? this.delay.multipliedBy(waves()) : this.delay;
	}

	/**
	 * The wall time of a first run: the ideal one, and what the tasks themselves take.
	 * @return a time that errs on the high side
	 */
	Duration wall() {
		return START.plus(ideal()).plus(this.style.overhead().multipliedBy(isPooled() ? waves() : this.tasks));
	}

	/**
	 * Refuses what takes too long or too much memory.
	 * @param limits the bounds
	 * @param heapBytes the heap that the run may take
	 * @throws BadParameterException if a bound is passed
	 */
	void requireWithin(ScaleLimits limits, long heapBytes) {
		Bounds.requireBetween("tasks", this.tasks, 1, limits.scale());
		Duration longest = limits.scaleTime().minus(START);
		Bounds.requireBetween("delay", this.delay, Duration.ZERO, longest.minus(this.style.overhead()));
		long room = heapBytes / this.style.bytes();
		long inTime = mostWithin(longest);
		if (this.tasks > inTime && inTime <= room) {
			throw refusal("at most %d with style=%s and delay=%s, since a run may take %s".formatted(inTime,
					this.style.id(), DurationConverter.print(this.delay), DurationConverter.print(limits.scaleTime())));
		}
		if (this.tasks > room) {
			throw refusal("at most %d with style=%s, since each takes up to %d bytes of a heap with room for %d MB"
				.formatted(room, this.style.id(), this.style.bytes(), heapBytes >> 20));
		}
	}

	private long mostWithin(Duration longest) {
		return isPooled() ? longest.dividedBy(this.delay.plus(this.style.overhead())) * this.threads
				: longest.minus(this.delay).dividedBy(this.style.overhead());
	}

	private boolean isPooled() {
		return this.style == ScaleStyle.ASYNC_POOL;
	}

	private long waves() {
		return Math.ceilDiv(this.tasks, this.threads);
	}

	private BadParameterException refusal(String allowed) {
		return new BadParameterException("tasks", this.tasks, allowed);
	}

}
