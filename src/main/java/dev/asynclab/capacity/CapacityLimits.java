package dev.asynclab.capacity;

import java.time.Duration;
import java.util.Map;

import dev.asynclab.admission.Limits;
import dev.asynclab.openapi.ParameterMaxima;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of a workload.
 *
 * @param capacityCalls the most calls of a request
 * @param capacityRate the most requests a second
 * @param capacityCallRate the most calls a second: the rate times the calls of a request
 * @param capacityDelay the longest call, its jitter included; an SLO may be three times
 * as long
 * @param capacityDuration the longest time for which requests arrive
 * @param capacityThreads the most threads of the pool
 * @param capacityConnections the most connections of the WebClient
 * @param capacityInFlight the most calls under way at once, running and waiting; a
 * request beyond it is refused
 * @param capacityFind the longest search for the tipping point of a style
 * @param capacityPredictions the most predictions that are computed at once
 */
@ConfigurationProperties("asynclab.limits")
record CapacityLimits(@DefaultValue("50") int capacityCalls, @DefaultValue("1000") int capacityRate,
		@DefaultValue("3000") int capacityCallRate, @DefaultValue("5s") Duration capacityDelay,
		@DefaultValue("20s") Duration capacityDuration, @DefaultValue("200") int capacityThreads,
		@DefaultValue("1000") int capacityConnections, @DefaultValue("2000") int capacityInFlight,
		@DefaultValue("60s") Duration capacityFind,
		@DefaultValue("4") int capacityPredictions) implements ParameterMaxima {

	/** Shorter ones would measure next to nothing. */
	static final Duration SHORTEST = Duration.ofMillis(500);

	CapacityLimits {
		Limits.requirePositive("capacity-calls", capacityCalls);
		Limits.requirePositive("capacity-rate", capacityRate);
		Limits.require(capacityCallRate >= capacityCalls, "capacity-call-rate", "at least capacity-calls");
		Limits.requirePositive("capacity-delay", capacityDelay);
		Limits.require(capacityDuration.compareTo(SHORTEST) >= 0, "capacity-duration", "at least 500 ms");
		Limits.requirePositive("capacity-threads", capacityThreads);
		Limits.requirePositive("capacity-connections", capacityConnections);
		Limits.require(capacityInFlight >= capacityCalls, "capacity-in-flight", "at least capacity-calls");
		Limits.requirePositive("capacity-find", capacityFind);
		Limits.requirePositive("capacity-predictions", capacityPredictions);
	}

	/**
	 * Computes the highest rate of requests.
	 * @param calls how many calls each has
	 * @return requests a second
	 */
	int highestRate(int calls) {
		return Math.min(this.capacityRate, this.capacityCallRate / calls);
	}

	@Override
	public String path() {
		return "/api/capacity";
	}

	@Override
	public Map<String, Integer> maxima() {
		return Map.of("calls", this.capacityCalls, "rate", this.capacityRate, "threads", this.capacityThreads,
				"connections", this.capacityConnections);
	}

}
