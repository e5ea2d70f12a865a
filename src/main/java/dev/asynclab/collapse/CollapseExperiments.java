package dev.asynclab.collapse;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.asynclab.admission.Limits;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.load.Experiments;
import dev.asynclab.load.Point;

import org.springframework.stereotype.Component;

/**
 * Starts and stops experiments.
 */
@Component
class CollapseExperiments {

	private final Experiments experiments;

	private final Calls calls;

	private final CollapseLimits limits;

	/** The longest time for a call, and for the recovery. */
	private final Duration patience;

	private final OwnServer server;

	CollapseExperiments(Experiments experiments, Calls calls, Limits shared, CollapseLimits limits, OwnServer server) {
		this.experiments = experiments;
		this.calls = calls;
		this.limits = limits;
		this.patience = limits.callWait().plus(shared.blockTime()).plusSeconds(10);
		this.server = server;
	}

	CollapseExperiment start(ExperimentSite site, CollapsePlan plan, Consumer<Point> listener) {
		plan.requireWithin(this.limits);
		return this.experiments
			.start(() -> new CollapseExperiment(plan, site, this.calls, this.server, this.patience, listener));
	}

	CompletableFuture<Boolean> stop() {
		return this.experiments.stopCurrent(CollapseExperiment.NAME);
	}

}
