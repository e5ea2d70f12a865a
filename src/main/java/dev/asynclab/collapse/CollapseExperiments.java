package dev.asynclab.collapse;

import java.time.Duration;
import java.util.function.Consumer;

import dev.asynclab.admission.Limits;
import dev.asynclab.admission.OneAtATime;
import dev.asynclab.admission.RunningWork;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.TooBusyException;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts experiments, one at a time: two at once would falsify each other's results.
 */
@Component
class CollapseExperiments extends OneAtATime {

	private final Calls calls;

	private final CollapseLimits limits;

	/** How long a call may take, and the recovery. */
	private final Duration patience;

	private final ExperimentSites sites;

	private final OwnServer server;

	CollapseExperiments(Calls calls, Limits shared, CollapseLimits limits, ExperimentSites sites, OwnServer server,
			RunningWork work) {
		super(Sentence.of("busy.collapse",
				"An experiment is under way. Two at once would falsify each other's results. DELETE /api/collapse stops it."),
				work);
		this.calls = calls;
		this.limits = limits;
		this.patience = limits.callWait().plus(shared.blockTime()).plusSeconds(10);
		this.sites = sites;
		this.server = server;
	}

	/**
	 * Starts an experiment.
	 * @param plan what it does
	 * @param listener is told each point as it is measured
	 * @return the experiment under way
	 * @throws BadParameterException if the plan passes a bound
	 * @throws TooBusyException if one is under way already
	 */
	CollapseExperiment start(CollapsePlan plan, Consumer<Point> listener) {
		plan.requireWithin(this.limits);
		ExperimentSite site = this.sites.convert(plan.on().id());
		return start(() -> new CollapseExperiment(plan, site, this.calls, this.server, this.patience, listener));
	}

	// At once, and not after the grace period: the server now refuses its calls.
	@EventListener(ContextClosedEvent.class)
	void close() {
		stopCurrent();
	}

}
