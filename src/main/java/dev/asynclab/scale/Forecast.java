package dev.asynclab.scale;

import java.time.Duration;

import dev.asynclab.notation.DurationConverter;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.Bounds;

/**
 * What a run will take. A run that would take too much time or memory is refused before
 * it starts.
 *
 * @param engine what runs the tasks
 * @param tasks how many
 * @param delay how long each waits
 */
record Forecast(Engine.Profile engine, int tasks, Duration delay) {

	private static final Duration START = Duration.ofMillis(100);

	// The delay of one task, or of all waves on a pool.
	Duration ideal() {
		return this.delay.multipliedBy(waves());
	}

	// The ideal time and the overhead of the tasks, for the first run of a process.
	Duration wall() {
		return START.plus(ideal())
			.plus(this.engine.overhead().multipliedBy(this.engine.isPooled() ? waves() : this.tasks));
	}

	void requireWithin(ScaleLimits limits, long heapBytes) {
		Bounds.requireBetween("tasks", this.tasks, 1, limits.scale());
		Duration longest = limits.scaleTime().minus(START);
		Bounds.requireBetween("delay", this.delay, Duration.ZERO, longest.minus(this.engine.overhead()));
		long room = heapBytes / this.engine.bytes();
		long inTime = mostWithin(longest);
		if (this.tasks > inTime && inTime <= room) {
			throw refusal(Sentence.of("allowed.tasks-in-time",
					"at most {0} with style={1} and delay={2}, since a run may take {3}", inTime, this.engine.style(),
					DurationConverter.print(this.delay), DurationConverter.print(limits.scaleTime())));
		}
		if (this.tasks > room) {
			throw refusal(Sentence.of("allowed.tasks-in-heap",
					"at most {0} with style={1}, since each takes up to {2} bytes of a heap with room for {3} MB", room,
					this.engine.style(), this.engine.bytes(), heapBytes >> 20));
		}
	}

	private long mostWithin(Duration longest) {
		return this.engine.isPooled()
				? longest.dividedBy(this.delay.plus(this.engine.overhead())) * this.engine.threads()
				: longest.minus(this.delay).dividedBy(this.engine.overhead());
	}

	private long waves() {
		return Math.ceilDiv(this.tasks, this.engine.threads());
	}

	private BadParameterException refusal(Sentence allowed) {
		return new BadParameterException("tasks", this.tasks, allowed);
	}

}
