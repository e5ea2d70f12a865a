package dev.asynclab.storm;

import java.util.List;

import dev.asynclab.answer.OwnServer;
import dev.asynclab.load.Advice;
import dev.asynclab.load.Machine;

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
	 * Predicts an experiment.
	 * @param plan what it does
	 * @param serviceMs how long the service works on a call
	 * @return what becomes of it
	 */
	Forecast.Predicted predict(StormPlan plan, double serviceMs) {
		return Forecast.of(plan, serviceMs - plan.delay().toNanos() / 1e6);
	}

	/**
	 * Makes the report.
	 * @param plan the experiment
	 * @param site where it ran
	 * @param serviceMs how long the service worked on a call
	 * @param stopped whether it was stopped
	 * @param phases the phases that have begun
	 * @param points what happened
	 * @return the report
	 */
	StormReport report(StormPlan plan, StormSite site, double serviceMs, boolean stopped, List<PhaseFigures> phases,
			List<StormPoint> points) {
		List<Advice> advice = new Adviser(plan, this.limits, this.server::curl, (other) -> predict(other, serviceMs))
			.advise(phases);
		Cure cure = plan.cure();
		return new StormReport(plan.on(), site.bound().apply(plan), plan.rate(), plan.delay().toMillis(),
				Math.round(10 * serviceMs) / 10.0, plan.threads(), plan.queue(), plan.timeout().toMillis(),
				plan.retries(), plan.trigger(), plan.phase().toMillis(), plan.arrivals(), plan.seed(), cure,
				(cure != null) ? cure.side() : null, (cure == Cure.LIMIT) ? plan.limit() : null, stopped,
				List.copyOf(phases), List.copyOf(points), Verdict.lesson(plan, phases), advice,
				(cure != null) ? cure.source(plan.on().shape()) : null, Machine.here(), advice.getFirst().next());
	}

}
