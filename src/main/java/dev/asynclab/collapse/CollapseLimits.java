package dev.asynclab.collapse;

import java.time.Duration;
import java.util.Map;

import dev.asynclab.admission.Limits;
import dev.asynclab.job.AsyncPool;
import dev.asynclab.openapi.ParameterMaxima;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of calls and experiments.
 *
 * @param calls the most calls at once
 * @param callWait the longest that a call waits for its turn
 * @param collapseRate the most calls a second in an experiment
 * @param collapseDelay the longest that a call of an experiment does I/O, or blocks
 * @param collapseThreads the most threads of an experiment's pool
 * @param collapsePhase the longest phase of an experiment
 */
@ConfigurationProperties("asynclab.limits")
record CollapseLimits(@DefaultValue("512") int calls, @DefaultValue("30s") Duration callWait,
		@DefaultValue("1000") int collapseRate, @DefaultValue("1s") Duration collapseDelay,
		@DefaultValue("200") int collapseThreads,
		@DefaultValue("10s") Duration collapsePhase) implements AsyncPool.Guests, ParameterMaxima {

	/** Shorter phases would measure next to nothing. */
	static final Duration SHORTEST_PHASE = Duration.ofMillis(500);

	CollapseLimits {
		Limits.requirePositive("calls", calls);
		Limits.requirePositive("call-wait", callWait);
		Limits.requirePositive("collapse-rate", collapseRate);
		Limits.requirePositive("collapse-delay", collapseDelay);
		Limits.requirePositive("collapse-threads", collapseThreads);
		Limits.require(collapsePhase.compareTo(SHORTEST_PHASE) >= 0, "collapse-phase", "at least 500 ms");
	}

	@Override
	public int inPool() {
		return this.calls;
	}

	@Override
	public String path() {
		return "/api/collapse";
	}

	@Override
	public Map<String, Integer> maxima() {
		return Map.of("rate", this.collapseRate, "threads", this.collapseThreads);
	}

}
