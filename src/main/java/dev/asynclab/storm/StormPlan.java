package dev.asynclab.storm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;

import dev.asynclab.job.Style;
import dev.asynclab.load.Arrivals;
import dev.asynclab.notation.DurationConverter;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment does.
 *
 * @param on how the service does its calls
 * @param rate how many calls arrive a second
 * @param delay how long the dependency takes to answer
 * @param threads how many calls the service works on at once
 * @param queue how many calls wait in the service at most
 * @param timeout how long a client waits for the answer to an attempt
 * @param retries how often a call is tried again
 * @param trigger how much slower the dependency is during the trigger, at least 1
 * @param phase how long a phase takes
 * @param arrivals how the calls arrive
 * @param seed the seed of the arrivals
 * @param cure what is tried; null for nothing
 * @param limit the most calls that {@link Cure#LIMIT} lets in, queued and running
 */
record StormPlan(Style on, int rate, Duration delay, int threads, int queue, Duration timeout, int retries,
		double trigger, Duration phase, Arrivals arrivals, long seed, @Nullable Cure cure, int limit) {

	private static final double NANOS = 1e9;

	/**
	 * Returns the usual limit: a queue as long as the service is wide.
	 * @param threads how many calls the service works on at once
	 * @return the most calls, queued and running
	 */
	static int usualLimit(int threads) {
		return 2 * threads;
	}

	/**
	 * Computes how long a thread has for an attempt if all of them are begun and none
	 * succeeds.
	 * @return threads / (rate · (1 + retries))
	 */
	Duration turn() {
		return Duration.ofNanos(Math.round(NANOS * this.threads / mostAttempts()));
	}

	void requireWithin(StormLimits limits) {
		Bounds.requireBetween("delay", this.delay, Duration.ofMillis(1), limits.stormDelay());
		Bounds.requireBetween("threads", this.threads, 1, limits.stormThreads());
		Bounds.requireBetween("queue", this.queue, 1, limits.stormQueue());
		Bounds.requireBetween("timeout", this.timeout, Duration.ofMillis(1), limits.stormTimeout());
		if (this.timeout.compareTo(this.delay) <= 0) {
			throw new BadParameterException("timeout", this.timeout.toMillis() + "ms",
					Sentence.of("allowed.more-than-delay", "more than the delay of {0} ms, or no answer is in time",
							this.delay.toMillis()));
		}
		Bounds.requireBetween("retries", this.retries, 0, limits.stormRetries());
		Bounds.requireBetween("rate", this.rate, 1, limits.highestRate(this.retries, this.timeout));
		double most = Math.floor((double) limits.stormDelay().toNanos() / this.delay.toNanos());
		if (!(this.trigger >= 1 && this.trigger <= most)) {
			throw new BadParameterException("trigger", this.trigger,
					Sentence.of("allowed.numbers", "a number from {0} to {1}", 1, (long) most));
		}
		Bounds.requireBetween("phase", this.phase, StormLimits.SHORTEST_PHASE, limits.stormPhase());
		Bounds.requireBetween("limit", this.limit, 1, limits.stormThreads() + limits.stormQueue());
	}

	List<Phase> phases() {
		List<Phase> phases = new ArrayList<>(List.of(Phase.HEALTHY, Phase.TRIGGER, Phase.AFTER));
		if (this.cure != null) {
			phases.add(Phase.CURED);
		}
		return phases;
	}

	/**
	 * Returns when calls arrive in a phase. Each phase has its own arrivals.
	 * @param phase the phase
	 * @return nanoseconds since it began, in order
	 */
	PrimitiveIterator.OfLong times(Phase phase) {
		return this.arrivals.times(this.rate, this.seed + phases().indexOf(phase));
	}

	Duration delay(Phase phase) {
		return (phase == Phase.TRIGGER) ? Duration.ofMillis(Math.round(this.delay.toMillis() * this.trigger))
				: this.delay;
	}

	/**
	 * Computes what the service carries, by Little's law.
	 * @param phase the phase
	 * @return calls a second: threads / delay
	 */
	double capacity(Phase phase) {
		return this.threads / (delay(phase).toNanos() / NANOS);
	}

	/**
	 * Computes what arrives if no attempt succeeds.
	 * @return attempts a second: rate · (1 + retries)
	 */
	int mostAttempts() {
		return this.rate * (1 + this.retries);
	}

	/**
	 * Computes how many calls the service can have, queued and running, so that the last
	 * of them is still answered in time.
	 * @return threads · timeout / delay
	 */
	int inTime() {
		return (int) Math.floor(this.capacity(Phase.AFTER) * this.timeout.toNanos() / NANOS);
	}

	/**
	 * Says whether it recovers by itself once the trigger has gone.
	 * @return whether the service carries all attempts, even if none succeeds
	 */
	boolean recovers() {
		return mostAttempts() < capacity(Phase.AFTER);
	}

	/**
	 * Computes how long a full queue takes to drain while all attempts arrive.
	 * @return seconds: queue / (capacity - attempts); infinite if it never drains
	 */
	double drainSeconds() {
		return recovers() ? this.queue / (capacity(Phase.AFTER) - mostAttempts()) : Double.POSITIVE_INFINITY;
	}

	double phaseSeconds() {
		return this.phase.toNanos() / NANOS;
	}

	/**
	 * Counts the calls that arrive in a part of a phase.
	 * @param phase the phase
	 * @param from seconds since it began
	 * @param to later seconds since then
	 * @return calls a second
	 */
	double offered(Phase phase, double from, double to) {
		PrimitiveIterator.OfLong times = times(phase);
		double end = Math.min(to, phaseSeconds());
		long calls = 0;
		for (double time = times.nextLong() / NANOS; time < end; time = times.nextLong() / NANOS) {
			calls += (time >= from) ? 1 : 0;
		}
		return (end > from) ? calls / (end - from) : 0;
	}

	StormPlan withPhase(Duration phase) {
		return new StormPlan(this.on, this.rate, this.delay, this.threads, this.queue, this.timeout, this.retries,
				this.trigger, phase, this.arrivals, this.seed, this.cure, this.limit);
	}

	StormPlan withCure(@Nullable Cure cure) {
		return new StormPlan(this.on, this.rate, this.delay, this.threads, this.queue, this.timeout, this.retries,
				this.trigger, this.phase, this.arrivals, this.seed, cure, usualLimit(this.threads));
	}

	StormPlan withSeed(long seed) {
		return new StormPlan(this.on, this.rate, this.delay, this.threads, this.queue, this.timeout, this.retries,
				this.trigger, this.phase, this.arrivals, seed, this.cure, this.limit);
	}

	StormPlan withLimit(int limit) {
		return new StormPlan(this.on, this.rate, this.delay, this.threads, this.queue, this.timeout, this.retries,
				this.trigger, this.phase, this.arrivals, this.seed, this.cure, limit);
	}

	StormPlan withRetries(int retries) {
		return new StormPlan(this.on, this.rate, this.delay, this.threads, this.queue, this.timeout, retries,
				this.trigger, this.phase, this.arrivals, this.seed, this.cure, this.limit);
	}

	StormPlan withThreads(int threads) {
		return new StormPlan(this.on, this.rate, this.delay, threads, this.queue, this.timeout, this.retries,
				this.trigger, this.phase, this.arrivals, this.seed, this.cure, usualLimit(threads));
	}

	/**
	 * Writes the experiment as users do. What is as by default is left out.
	 * @return the path, with its query if there is one
	 */
	String path() {
		List<String> query = new ArrayList<>();
		add(query, "on", this.on.id(), StormController.ON);
		add(query, "rate", String.valueOf(this.rate), StormController.RATE);
		add(query, "delay", DurationConverter.print(this.delay), StormController.DELAY);
		add(query, "threads", String.valueOf(this.threads), StormController.THREADS);
		add(query, "queue", String.valueOf(this.queue), StormController.QUEUE);
		add(query, "timeout", DurationConverter.print(this.timeout), StormController.TIMEOUT);
		add(query, "retries", String.valueOf(this.retries), StormController.RETRIES);
		add(query, "trigger", number(this.trigger), StormController.TRIGGER);
		add(query, "phase", DurationConverter.print(this.phase), StormController.PHASE);
		add(query, "arrivals", this.arrivals.id(), StormController.ARRIVALS);
		add(query, "seed", String.valueOf(this.seed), StormController.SEED);
		if (this.cure != null) {
			query.add("cure=" + this.cure.id());
		}
		if (this.limit != usualLimit(this.threads)) {
			query.add("limit=" + this.limit);
		}
		return "/api/retry-storm" + (query.isEmpty() ? "" : "?" + String.join("&", query));
	}

	private static void add(List<String> query, String name, String value, String usual) {
		if (!value.equals(usual)) {
			query.add(name + "=" + value);
		}
	}

	static String number(double number) {
		return (number == Math.rint(number)) ? String.valueOf((long) number) : String.valueOf(number);
	}

}
