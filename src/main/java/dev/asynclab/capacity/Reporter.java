package dev.asynclab.capacity;

import java.util.List;
import java.util.Map;

import dev.asynclab.answer.OwnServer;
import dev.asynclab.job.Style;
import dev.asynclab.load.Advice;
import dev.asynclab.load.Machine;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes reports. A style that was not measured is predicted.
 */
@Component
class Reporter {

	private final CapacityLimits limits;

	private final OwnServer server;

	Reporter(CapacityLimits limits, OwnServer server) {
		this.limits = limits;
		this.server = server;
	}

	StyleCapacity verdict(CapacityPlan plan, Mode mode, Style style, Predicted predicted, @Nullable Measured measured) {
		return verdicts(plan, mode).of(style, predicted, measured);
	}

	/**
	 * Makes the report.
	 * @param plan the workload
	 * @param mode whether styles were measured
	 * @param sites the styles, in the order of the report
	 * @param measured what was measured
	 * @param stopped whether the measurement was stopped
	 * @return the report
	 */
	CapacityReport report(CapacityPlan plan, Mode mode, List<CapacitySite> sites, Map<Style, StyleCapacity> measured,
			boolean stopped) {
		List<StyleCapacity> styles = sites.stream().map((site) -> {
			StyleCapacity done = measured.get(site.style());
			return (done != null) ? done : predict(plan, mode, site);
		}).toList();
		Verdicts verdicts = verdicts(plan, mode);
		List<Advice> advice = new Adviser(plan, this.limits, this.server).advise(mode, sites, styles);
		return new CapacityReport(mode, plan.calls(), plan.delay().toMillis(), plan.jitter().toMillis(),
				plan.failRate(), plan.rate(), plan.threads(), plan.connections(), plan.blockingShare(), plan.arrivals(),
				plan.seed(), plan.duration().toMillis(), plan.sloMs(), stopped, verdicts.all(styles), styles, advice,
				verdicts.lesson(), Machine.here(), advice.getFirst().next());
	}

	private StyleCapacity predict(CapacityPlan plan, Mode mode, CapacitySite site) {
		return verdict(plan, mode, site.style(),
				new Forecast(plan, this.limits, site.limit().apply(plan), plan.delayMs()).predict(), null);
	}

	private Verdicts verdicts(CapacityPlan plan, Mode mode) {
		return new Verdicts(plan, mode, this.limits.highestRate(plan.calls()));
	}

}
