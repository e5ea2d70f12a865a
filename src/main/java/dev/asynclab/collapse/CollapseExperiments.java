package dev.asynclab.collapse;

import java.time.Duration;
import java.util.function.Consumer;

import dev.asynclab.admission.Limits;
import dev.asynclab.admission.OneAtATime;
import dev.asynclab.admission.RunningWork;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.notation.Sentence;

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

	/** The longest time for a call, and for the recovery. */
	private final Duration patience;

	private final OwnServer server;

	CollapseExperiments(Calls calls, Limits shared, CollapseLimits limits, OwnServer server, RunningWork work) {
		super(Sentence.of("busy.collapse",
				"An experiment is under way. Two at once would falsify each other's results. DELETE /api/collapse stops it."),
				work);
		this.calls = calls;
		this.limits = limits;
		this.patience = limits.callWait().plus(shared.blockTime()).plusSeconds(10);
		this.server = server;
	}

	CollapseExperiment start(ExperimentSite site, CollapsePlan plan, Consumer<Point> listener) {
		plan.requireWithin(this.limits);
		return start(() -> new CollapseExperiment(plan, site, this.calls, this.server, this.patience, listener));
	}

	// At once, and not after the grace period: the server now refuses its calls.
	@EventListener(ContextClosedEvent.class)
	void close() {
		stopCurrent();
	}

}
