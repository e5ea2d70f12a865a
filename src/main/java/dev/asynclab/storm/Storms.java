package dev.asynclab.storm;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.asynclab.answer.OwnServer;
import dev.asynclab.answer.Running;
import dev.asynclab.job.Style;
import dev.asynclab.load.Experiments;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.UnsupportedCombinationException;

import org.springframework.stereotype.Component;

/**
 * Starts and stops experiments, one at a time with those of the other kinds.
 */
@Component
class Storms {

	private final StormLimits limits;

	private final List<StormSite> sites;

	private final Experiments experiments;

	private final StormCalls calls;

	private final OwnServer server;

	private final Reporter reporter;

	Storms(StormLimits limits, List<StormSite> sites, Experiments experiments, StormCalls calls, OwnServer server) {
		this.limits = limits;
		this.sites = sites;
		this.experiments = experiments;
		this.calls = calls;
		this.server = server;
		this.reporter = new Reporter(limits, server);
	}

	/**
	 * Returns for how long a circuit breaker stays open.
	 * @param plan the experiment
	 * @return a tenth of a phase
	 */
	static Duration open(StormPlan plan) {
		return plan.phase().dividedBy(10);
	}

	/**
	 * Starts an experiment.
	 * @param plan what it does
	 * @param listener receives what happens in each tenth of a second
	 * @return the experiment under way
	 */
	Running<StormReport> start(StormPlan plan, Consumer<Object> listener) {
		plan.requireWithin(this.limits);
		StormSite site = this.sites.stream()
			.filter((it) -> it.style() == plan.on())
			.findFirst()
			.orElseThrow(() -> new UnsupportedCombinationException(gap(plan.on()),
					"on=" + this.sites.getFirst().style().id()));
		StormRun run = this.experiments
			.start(() -> new StormRun(plan, site, this.calls, this.server, this.reporter, listener));
		return new Running<>(run.report(), run::stop);
	}

	private static Sentence gap(Style style) {
		return style.shape().hasEventLoop() ? Sentence.of("gap.storm",
				"Style {0} has no bound of its own: the connection pool of its HTTP client takes the place of the threads, "
						+ "and the calls that wait for a connection that of the queue. They wait inside the client, where no "
						+ "code of the service runs when the turn of a call comes, to check a deadline or to measure the work.",
				style.id())
				: Sentence.of("gap.storm-style", "Style {0} has no calls that could be stormed.", style.id());
	}

	CompletableFuture<Boolean> stop() {
		return this.experiments.stopCurrent(StormRun.NAME);
	}

}
