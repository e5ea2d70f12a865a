package dev.asynclab.capacity;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.asynclab.admission.Gate;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.answer.Running;
import dev.asynclab.job.Style;
import dev.asynclab.load.Experiments;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.UnsupportedCombinationException;

import org.springframework.stereotype.Component;

/**
 * Starts and stops measurements, one at a time with the other experiments, and computes
 * predictions, which run beside them.
 */
@Component
class Capacities {

	private final CapacityLimits limits;

	private final List<CapacitySite> sites;

	private final Experiments experiments;

	private final Requests requests;

	private final OwnServer server;

	private final Reporter reporter;

	private final Gate predictions;

	Capacities(CapacityLimits limits, List<CapacitySite> sites, Experiments experiments, Requests requests,
			OwnServer server, Reporter reporter) {
		this.limits = limits;
		this.sites = sites;
		this.experiments = experiments;
		this.requests = requests;
		this.server = server;
		this.reporter = reporter;
		this.predictions = new Gate(limits.capacityPredictions(), Sentence.of("busy.predictions",
				"{0} predictions are being computed. No more may be at the same time.", limits.capacityPredictions()),
				Duration.ofSeconds(1));
	}

	/**
	 * Starts what a mode asks for.
	 * @param mode the mode
	 * @param plan the workload
	 * @param styles the styles; all of this process if there are none
	 * @param listener receives what happens while it runs
	 * @return the work under way
	 */
	Running<CapacityReport> start(Mode mode, CapacityPlan plan, List<Style> styles, Consumer<Object> listener) {
		plan.requireWithin(this.limits);
		List<CapacitySite> chosen = chosen(styles);
		if (mode == Mode.PREDICT) {
			try (Gate.Permit _ = this.predictions.take()) {
				return new Running<>(
						CompletableFuture.completedFuture(this.reporter.report(plan, mode, chosen, Map.of(), false)),
						null);
			}
		}
		CapacityRun run = this.experiments.start(() -> new CapacityRun(plan, mode, chosen, this.limits, this.requests,
				this.server, this.reporter, listener));
		return new Running<>(run.report(), run::stop);
	}

	CompletableFuture<Boolean> stop() {
		return this.experiments.stopCurrent(CapacityRun.NAME);
	}

	private List<CapacitySite> chosen(List<Style> styles) {
		for (Style style : styles) {
			if (this.sites.stream().noneMatch((site) -> site.style() == style)) {
				throw new UnsupportedCombinationException(
						Sentence.of("gap.capacity", "Style {0} has no requests that could be measured.", style.id()),
						"style=" + this.sites.getFirst().style().id());
			}
		}
		return styles.isEmpty() ? this.sites.stream().filter((site) -> !site.style().isDistributed()).toList()
				: this.sites.stream().filter((site) -> styles.contains(site.style())).toList();
	}

}
