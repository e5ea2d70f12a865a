package dev.asynclab.storm;

import java.util.List;

import dev.asynclab.answer.OwnServer;
import dev.asynclab.load.Advice;
import dev.asynclab.load.Machine;
import dev.asynclab.notation.Rounded;
import org.jspecify.annotations.Nullable;

/**
 * Makes predictions and reports.
 */
final class Reporter {

	private final StormLimits limits;

	private final OwnServer server;

	Reporter(StormLimits limits, OwnServer server) {
		this.limits = limits;
		this.server = server;
	}

	/**
	 * Makes the report.
	 * @param plan the experiment
	 * @param site where it ran
	 * @param overheads what took time besides the dependency
	 * @param odds with how many seeds the cure cures in the simulation; null without a
	 * cure
	 * @param stopped whether it was stopped
	 * @param phases the phases that have begun
	 * @param points what happened
	 * @return the report
	 */
	StormReport report(StormPlan plan, StormSite site, Overheads overheads, @Nullable Odds odds, boolean stopped,
			List<PhaseFigures> phases, List<StormPoint> points) {
		List<Advice> advice = new Adviser(plan, this.limits, this.server::curl, overheads).advise(phases);
		Cure cure = plan.cure();
		return new StormReport(plan.on(), site.bound().apply(plan), plan.rate(), plan.delay().toMillis(),
				Rounded.tenths(plan.delay().toNanos() / 1e6 + overheads.serviceMs()),
				Rounded.tenths(overheads.requestMs()), Rounded.tenths(overheads.answerMs()),
				(cure == Cure.STOP_WORK) ? Rounded.tenths(overheads.stopMs()) : null, plan.threads(), plan.queue(),
				plan.timeout().toMillis(), plan.retries(), plan.trigger(), plan.phase().toMillis(), plan.arrivals(),
				plan.seed(), cure, (cure != null) ? cure.side() : null, (cure == Cure.LIMIT) ? plan.limit() : null,
				odds, stopped, List.copyOf(phases), List.copyOf(points), Verdict.lesson(plan, odds, phases), advice,
				(cure != null) ? cure.source(plan.on().shape()) : null, Machine.here(), advice.getFirst().next());
	}

}
