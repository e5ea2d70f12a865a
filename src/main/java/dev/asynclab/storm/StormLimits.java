package dev.asynclab.storm;

import java.time.Duration;
import java.util.Map;

import dev.asynclab.admission.Limits;
import dev.asynclab.openapi.ParameterMaxima;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of a retry storm.
 *
 * @param stormRate the most calls a second
 * @param stormDelay the longest answer of the dependency, also when it is slower
 * @param stormThreads the most threads of the service
 * @param stormQueue the longest queue of the service
 * @param stormTimeout the longest time-out of a client
 * @param stormRetries the most retries of a call
 * @param stormInFlight the most clients that may wait at once: the rate, times the
 * attempts of a call, times the time-out
 * @param stormPhase the longest phase
 */
@ConfigurationProperties("asynclab.limits")
record StormLimits(@DefaultValue("200") int stormRate, @DefaultValue("4s") Duration stormDelay,
		@DefaultValue("64") int stormThreads, @DefaultValue("1000") int stormQueue,
		@DefaultValue("5s") Duration stormTimeout, @DefaultValue("10") int stormRetries,
		@DefaultValue("2000") int stormInFlight, @DefaultValue("20s") Duration stormPhase) implements ParameterMaxima {

	/** Shorter phases would measure next to nothing. */
	static final Duration SHORTEST_PHASE = Duration.ofMillis(500);

	StormLimits {
		Limits.requirePositive("storm-rate", stormRate);
		Limits.requirePositive("storm-delay", stormDelay);
		Limits.requirePositive("storm-threads", stormThreads);
		Limits.requirePositive("storm-queue", stormQueue);
		Limits.requirePositive("storm-timeout", stormTimeout);
		Limits.requirePositive("storm-retries", stormRetries);
		Limits.requirePositive("storm-in-flight", stormInFlight);
		Limits.require(stormPhase.compareTo(SHORTEST_PHASE) >= 0, "storm-phase", "at least 500 ms");
	}

	/**
	 * Computes the highest rate of calls.
	 * @param retries how often a call is tried again
	 * @param timeout how long an attempt waits
	 * @return calls a second, at least 1
	 */
	int highestRate(int retries, Duration timeout) {
		double waiting = (1 + retries) * (timeout.toNanos() / 1e9);
		return (int) Math.clamp(this.stormInFlight / waiting, 1, this.stormRate);
	}

	@Override
	public String path() {
		return "/api/retry-storm";
	}

	@Override
	public Map<String, Integer> maxima() {
		return Map.of("rate", this.stormRate, "threads", this.stormThreads, "queue", this.stormQueue, "retries",
				this.stormRetries);
	}

}
