package dev.asynclab.capacity;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.asynclab.load.Arrivals;
import dev.asynclab.notation.DurationConverter;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * A workload.
 *
 * @param calls how many calls a request makes at once
 * @param delay how long a call takes
 * @param jitter the most that is added to the delay, in steps of 1 ms
 * @param failRate the probability that a call fails, from 0 to 1
 * @param rate how many requests arrive a second
 * @param threads how many threads the pool of {@code async-pool} has
 * @param connections how many connections the WebClient has
 * @param blockingShare the probability that a call blocks its thread instead of waiting,
 * from 0 to 1
 * @param arrivals how the requests arrive
 * @param seed the seed of the arrivals, and of what is different about each call
 * @param duration for how long requests arrive
 * @param objective the longest latency that 99% of the requests may have; null for twice
 * the ideal
 */
record CapacityPlan(int calls, Duration delay, Duration jitter, double failRate, int rate, int threads, int connections,
		double blockingShare, Arrivals arrivals, long seed, Duration duration, @Nullable Duration objective) {

	private static final double NANOS = 1e9;

	void requireWithin(CapacityLimits limits) {
		Bounds.requireBetween("calls", this.calls, 1, limits.capacityCalls());
		Bounds.requireBetween("rate", this.rate, 1, limits.highestRate(this.calls));
		Bounds.requireBetween("delay", this.delay, Duration.ofMillis(1), limits.capacityDelay());
		Bounds.requireBetween("jitter", this.jitter, Duration.ZERO, limits.capacityDelay().minus(this.delay));
		Bounds.requireBetween("threads", this.threads, 1, limits.capacityThreads());
		Bounds.requireBetween("connections", this.connections, 1, limits.capacityConnections());
		Bounds.requireBetween("duration", this.duration, CapacityLimits.SHORTEST, limits.capacityDuration());
		if (this.objective != null) {
			Bounds.requireBetween("slo", this.objective, Duration.ofMillis(1), limits.capacityDelay().multipliedBy(3));
		}
		requireShare("failRate", this.failRate);
		requireShare("blockingShare", this.blockingShare);
	}

	private static void requireShare(String name, double share) {
		if (!(share >= 0 && share <= 1)) {
			throw new BadParameterException(name, share, Sentence.of("allowed.probability", "a number from 0 to 1"));
		}
	}

	/**
	 * Returns the longest latency that 99% of the requests may have.
	 * @return the SLO: what was asked for, or twice the longest call
	 */
	Duration slo() {
		return (this.objective != null) ? this.objective : ideal().multipliedBy(2);
	}

	double sloMs() {
		return slo().toNanos() / 1e6;
	}

	double delayMs() {
		return this.delay.toNanos() / 1e6;
	}

	/**
	 * Returns the longest that a call takes if nothing makes it wait.
	 * @return the delay and the jitter
	 */
	Duration ideal() {
		return this.delay.plus(this.jitter);
	}

	/**
	 * Returns how long a request may still be answered when no more arrive.
	 * @return the time after the duration
	 */
	Duration patience() {
		return slo().plusSeconds(1);
	}

	double seconds() {
		return this.duration.toNanos() / NANOS;
	}

	/**
	 * Sets the SLO to twice the ideal, as measured.
	 * @param idealMs how long a request takes that has one call and never waits
	 * @return the workload, with an SLO in whole milliseconds
	 */
	CapacityPlan withIdeal(double idealMs) {
		Duration twice = Duration.ofMillis((long) Math.ceil(2 * idealMs)).plus(this.jitter.multipliedBy(2));
		return new CapacityPlan(this.calls, this.delay, this.jitter, this.failRate, this.rate, this.threads,
				this.connections, this.blockingShare, this.arrivals, this.seed, this.duration, twice);
	}

	CapacityPlan withThreads(int threads) {
		return new CapacityPlan(this.calls, this.delay, this.jitter, this.failRate, this.rate, threads,
				this.connections, this.blockingShare, this.arrivals, this.seed, this.duration, this.objective);
	}

	CapacityPlan withConnections(int connections) {
		return new CapacityPlan(this.calls, this.delay, this.jitter, this.failRate, this.rate, this.threads,
				connections, this.blockingShare, this.arrivals, this.seed, this.duration, this.objective);
	}

	CapacityPlan withBlockingShare(double share) {
		return new CapacityPlan(this.calls, this.delay, this.jitter, this.failRate, this.rate, this.threads,
				this.connections, share, this.arrivals, this.seed, this.duration, this.objective);
	}

	CapacityPlan withFailRate(double failRate) {
		return new CapacityPlan(this.calls, this.delay, this.jitter, failRate, this.rate, this.threads,
				this.connections, this.blockingShare, this.arrivals, this.seed, this.duration, this.objective);
	}

	/**
	 * Writes the workload as users do. What is as by default is left out.
	 * @return the path with its query
	 */
	@JsonIgnore
	String path() {
		StringBuilder path = new StringBuilder("/api/capacity?calls=" + this.calls);
		path.append("&delay=").append(DurationConverter.print(this.delay));
		if (!this.jitter.isZero()) {
			path.append("&jitter=").append(DurationConverter.print(this.jitter));
		}
		if (this.failRate > 0) {
			path.append("&failRate=").append(this.failRate);
		}
		path.append("&rate=").append(this.rate);
		path.append("&threads=").append(this.threads);
		if (this.connections != Integer.parseInt(CapacityController.CONNECTIONS)) {
			path.append("&connections=").append(this.connections);
		}
		if (this.blockingShare > 0) {
			path.append("&blockingShare=").append(this.blockingShare);
		}
		if (this.arrivals != Arrivals.POISSON) {
			path.append("&arrivals=").append(this.arrivals.id());
		}
		if (this.seed != Long.parseLong(CapacityController.SEED)) {
			path.append("&seed=").append(this.seed);
		}
		if (!DurationConverter.print(this.duration).equals(CapacityController.DURATION)) {
			path.append("&duration=").append(DurationConverter.print(this.duration));
		}
		if (this.objective != null) {
			path.append("&slo=").append(DurationConverter.print(this.objective));
		}
		return path.toString();
	}

}
