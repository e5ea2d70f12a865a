package dev.asynclab.collapse;

import java.time.Duration;

import dev.asynclab.job.Place;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.Bounds;

/**
 * What an experiment does.
 *
 * @param on the place whose thread the calls share
 * @param rate how many calls arrive a second
 * @param delay how long a call does I/O, or blocks
 * @param blockingShare the part of the calls that blocks, more than 0 and up to 1
 * @param phase how long a phase takes; recovery takes longer if the backlog does
 */
record CollapsePlan(Place on, int rate, Duration delay, double blockingShare, Duration phase) {

	void requireWithin(CollapseLimits limits) {
		Bounds.requireBetween("rate", this.rate, 1, limits.collapseRate());
		if (!(this.blockingShare > 0 && this.blockingShare <= 1)) {
			throw new BadParameterException("blockingShare", this.blockingShare,
					Sentence.of("allowed.share", "more than 0, up to 1"));
		}
		Bounds.requireBetween("delay", this.delay, Duration.ofMillis(1), limits.collapseDelay());
		Bounds.requireBetween("phase", this.phase, CollapseLimits.SHORTEST_PHASE, limits.collapsePhase());
	}

	/**
	 * Decides what a call does. The share that blocks is spread evenly.
	 * @param phase the phase
	 * @param number the number of the call in its phase, from 0
	 * @return its kind
	 */
	Kind kind(Phase phase, long number) {
		boolean inShare = Math.floor((number + 1) * this.blockingShare + 1e-9) > Math
			.floor(number * this.blockingShare + 1e-9);
		return inShare ? phase.share() : Kind.NONBLOCKING;
	}

	// How many calls are under way at once if none blocks, by Little's law.
	double inFlight() {
		return this.rate * seconds(this.delay);
	}

	static double seconds(Duration duration) {
		return duration.toNanos() / 1e9;
	}

}
