package dev.asynclab.admission;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The bounds that runs of all kinds share. Each feature has its own bounds in a record of
 * its own, under the same prefix.
 *
 * @param jobs the most jobs in a run
 * @param delay the longest delay of a job
 * @param runs the most runs at once
 * @param tasks the most tasks alive at once, in all runs together
 * @param runTime the longest time that a run may take; after it the run is cancelled
 * @param blockTime the longest time for which all jobs of one run together may block an
 * event loop; it is less than the upstream's response time-out, so that the calls of
 * other runs don't fail
 * @param blockingRuns the most runs at once that block the shared event loop
 */
@ConfigurationProperties("asynclab.limits")
public record Limits(@DefaultValue("200") int jobs, @DefaultValue("60s") Duration delay, @DefaultValue("256") int runs,
		@DefaultValue("10000") int tasks, @DefaultValue("5m") Duration runTime, @DefaultValue("4s") Duration blockTime,
		@DefaultValue("1") int blockingRuns) {

	/**
	 * Checks that every bound is positive.
	 */
	public Limits {
		requirePositive("jobs", jobs);
		requirePositive("runs", runs);
		requirePositive("tasks", tasks);
		requirePositive("blocking-runs", blockingRuns);
		requirePositive("delay", delay);
		requirePositive("run-time", runTime);
		requirePositive("block-time", blockTime);
	}

	/**
	 * Checks that a bound is positive.
	 * @param name its name under {@code asynclab.limits}
	 * @param value its value
	 * @throws IllegalArgumentException if it is zero or less
	 */
	public static void requirePositive(String name, long value) {
		require(value > 0, name, "positive");
	}

	/**
	 * Checks that a bound is at least 1 ms.
	 * @param name its name under {@code asynclab.limits}
	 * @param value its value
	 * @throws IllegalArgumentException if it is less
	 */
	public static void requirePositive(String name, Duration value) {
		requirePositive(name, value.toMillis());
	}

	/**
	 * Checks a bound when the service starts.
	 * @param allowed whether its value is allowed
	 * @param name its name under {@code asynclab.limits}
	 * @param what the condition that it must meet, such as {@code positive}
	 * @throws IllegalArgumentException if its value is not allowed
	 */
	public static void require(boolean allowed, String name, String what) {
		Assert.isTrue(allowed, () -> "asynclab.limits." + name + " must be " + what);
	}

}
