package dev.asynclab.collapse;

import java.time.Duration;

import dev.asynclab.job.Place;
import dev.asynclab.notation.DurationConverter;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment does.
 *
 * @param on the place whose thread the calls share
 * @param rate how many calls arrive a second
 * @param delay how long a call does I/O, or blocks
 * @param blockingShare the part of the calls that blocks, more than 0 and up to 1
 * @param threads how many threads the pool of the experiment has; null if it has none
 * @param phase how long a phase takes; recovery takes longer if the backlog does
 */
record CollapsePlan(Place on, int rate, Duration delay, double blockingShare, @Nullable Integer threads,
		Duration phase) {

	/**
	 * Fills in what is usual at a place.
	 * @param site the place
	 * @param rate how many calls arrive a second, or null for what is usual
	 * @param delay how long a call does I/O, or blocks
	 * @param blockingShare the part of the calls that blocks, or null
	 * @param threads how many threads the pool has, or null
	 * @param phase how long a phase takes
	 * @return the plan
	 * @throws BadParameterException if the place has no pool whose threads can be chosen
	 */
	static CollapsePlan at(ExperimentSite site, @Nullable Integer rate, Duration delay, @Nullable Double blockingShare,
			@Nullable Integer threads, Duration phase) {
		ExperimentSite.Usual usual = site.usual();
		if (threads != null && usual.threads() == null) {
			throw new BadParameterException("threads", threads,
					Sentence.of("allowed.threads-of-pool", "only with on=async-pool"));
		}
		return new CollapsePlan(site.place(), (rate != null) ? rate : usual.rate(), delay,
				(blockingShare != null) ? blockingShare : usual.blockingShare(),
				(threads != null) ? threads : usual.threads(), phase);
	}

	void requireWithin(CollapseLimits limits) {
		Bounds.requireBetween("rate", this.rate, 1, limits.collapseRate());
		if (!(this.blockingShare > 0 && this.blockingShare <= 1)) {
			throw new BadParameterException("blockingShare", this.blockingShare,
					Sentence.of("allowed.share", "more than 0, up to 1"));
		}
		if (this.threads != null) {
			Bounds.requireBetween("threads", this.threads, 1, limits.collapseThreads());
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

	// A backlog from the warm-up would distort the first phase.
	int usualBacklog() {
		return (int) (1.5 * inFlight() + 10);
	}

	double delaySeconds() {
		return seconds(this.delay);
	}

	CollapsePlan on(Place place, @Nullable Integer threads) {
		return new CollapsePlan(place, this.rate, this.delay, this.blockingShare, threads, this.phase);
	}

	CollapsePlan withRate(int rate) {
		return new CollapsePlan(this.on, rate, this.delay, this.blockingShare, this.threads, this.phase);
	}

	/**
	 * Returns the path that runs this plan.
	 * @return the path, with its query
	 */
	String path() {
		return "/api/collapse?on=" + this.on.id() + "&rate=" + this.rate + "&delay="
				+ DurationConverter.print(this.delay) + "&blockingShare=" + this.blockingShare
				+ ((this.threads != null) ? "&threads=" + this.threads : "") + "&phase="
				+ DurationConverter.print(this.phase);
	}

	static double seconds(Duration duration) {
		return duration.toNanos() / 1e9;
	}

}
