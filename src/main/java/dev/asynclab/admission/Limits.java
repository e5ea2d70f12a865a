package dev.asynclab.admission;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bounds that keep the lab alive whatever it is asked.
 *
 * @param jobs the most jobs in a run
 * @param delay the longest delay of a job
 * @param runs the most runs at once
 * @param tasks the most tasks alive at once, in all runs together
 * @param runTime the longest that a run may take; it is then cancelled
 * @param blockTime the longest that the jobs of one run may block an event loop,
 * together; less than the response time-out of the upstream, or others would fail
 * @param blockingRuns the most runs at once that block the shared event loop
 * @param scenarioBody the largest scenario, as JSON
 * @param scenarioTime the longest time in a scenario, and the longest that one may take
 * on the real clock
 * @param calls the most calls of the throughput experiments at once
 * @param callWait the longest that such a call waits for its turn
 */
@ConfigurationProperties("asynclab.limits")
public record Limits(@DefaultValue("200") int jobs, @DefaultValue("60s") Duration delay, @DefaultValue("256") int runs,
		@DefaultValue("10000") int tasks, @DefaultValue("5m") Duration runTime, @DefaultValue("4s") Duration blockTime,
		@DefaultValue("1") int blockingRuns, @DefaultValue("256KB") DataSize scenarioBody,
		@DefaultValue("10m") Duration scenarioTime, @DefaultValue("512") int calls,
		@DefaultValue("30s") Duration callWait) {

	/**
	 * Checks that every bound is positive.
	 */
	public Limits {
		requirePositive("jobs", jobs);
		requirePositive("runs", runs);
		requirePositive("tasks", tasks);
		requirePositive("blocking-runs", blockingRuns);
		requirePositive("delay", delay.toMillis());
		requirePositive("run-time", runTime.toMillis());
		requirePositive("block-time", blockTime.toMillis());
		requirePositive("scenario-body", scenarioBody.toBytes());
		requirePositive("scenario-time", scenarioTime.toMillis());
		requirePositive("calls", calls);
		requirePositive("call-wait", callWait.toMillis());
	}

	private static void requirePositive(String name, long value) {
		if (value <= 0) {
			throw new IllegalArgumentException("asynclab.limits." + name + " must be positive");
		}
	}

}
