package dev.asynclab.storm;

import java.time.Duration;

import dev.asynclab.job.Style;
import dev.asynclab.load.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * Experiments for tests.
 */
final class Plans {

	private Plans() {
	}

	/**
	 * The experiment of a request without parameters.
	 */
	static StormPlan usual(@Nullable Cure cure) {
		return new StormPlan(Style.ASYNC_POOL, 100, Duration.ofMillis(50), 8, 200, Duration.ofMillis(250), 3, 4,
				Duration.ofSeconds(10), Arrivals.POISSON, 1, cure, StormPlan.usualLimit(8));
	}

	static StormPlan withRate(StormPlan plan, int rate) {
		return new StormPlan(plan.on(), rate, plan.delay(), plan.threads(), plan.queue(), plan.timeout(),
				plan.retries(), plan.trigger(), plan.phase(), plan.arrivals(), plan.seed(), plan.cure(), plan.limit());
	}

	static StormPlan withPhase(StormPlan plan, Duration phase) {
		return new StormPlan(plan.on(), plan.rate(), plan.delay(), plan.threads(), plan.queue(), plan.timeout(),
				plan.retries(), plan.trigger(), phase, plan.arrivals(), plan.seed(), plan.cure(), plan.limit());
	}

	static StormPlan withTimeout(StormPlan plan, Duration timeout) {
		return new StormPlan(plan.on(), plan.rate(), plan.delay(), plan.threads(), plan.queue(), timeout,
				plan.retries(), plan.trigger(), plan.phase(), plan.arrivals(), plan.seed(), plan.cure(), plan.limit());
	}

	static StormPlan inStep(StormPlan plan) {
		return new StormPlan(plan.on(), plan.rate(), plan.delay(), plan.threads(), plan.queue(), plan.timeout(),
				plan.retries(), plan.trigger(), plan.phase(), Arrivals.CONSTANT, plan.seed(), plan.cure(),
				plan.limit());
	}

}
