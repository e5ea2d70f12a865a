package dev.asynclab.capacity;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.asynclab.job.Style;
import dev.asynclab.load.Arrivals;
import dev.asynclab.load.Bottleneck;
import dev.asynclab.load.simulation.Limit;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Workloads, limits and figures for tests.
 */
final class Plans {

	static final CapacityLimits LIMITS = new CapacityLimits(50, 1000, 3000, Duration.ofSeconds(5),
			Duration.ofSeconds(20), 200, 1000, 2000, Duration.ofSeconds(60), 4);

	static final CapacitySite POOL = site(Style.ASYNC_POOL, (plan) -> new Limit.Threads(plan.threads()));

	static final CapacitySite WEBCLIENT = site(Style.WEBCLIENT,
			(plan) -> new Limit.EventLoops(1, plan.connections(), true));

	static final CapacitySite VIRTUAL = site(Style.VIRTUAL_THREAD, (_) -> new Limit.None());

	private Plans() {
	}

	private static CapacitySite site(Style style, Function<CapacityPlan, Limit> limit) {
		return new CapacitySite(style, limit, (_) -> {
			throw new AssertionError("Nothing is measured");
		});
	}

	/** The example of the documentation: 3 calls of 50 ms, 8 threads. */
	static CapacityPlan plan(int rate, Arrivals arrivals) {
		return new CapacityPlan(3, Duration.ofMillis(50), Duration.ZERO, 0, rate, 8, 500, 0, arrivals, 1,
				Duration.ofSeconds(5), null);
	}

	static Predicted predict(CapacityPlan plan, CapacitySite site) {
		return new Forecast(plan, LIMITS, site.limit().apply(plan), plan.delayMs()).predict();
	}

	static Measured measured(double p99Ms, Carries carries, @Nullable Double cpuLoad, @Nullable Double ownCpuLoad) {
		return new Measured(40, 200, 200, 0, 0, 0, Map.of(), 40, p99Ms / 2, p99Ms, p99Ms, p99Ms, 9, 8, 2.5, cpuLoad,
				ownCpuLoad, carries, null, null, List.of());
	}

	static Measured refusing(long refused) {
		return new Measured(40, 200, 200 - refused, refused, 0, 0, Map.of("429", refused), 40, 1, 1, 1, 1, 9, 8, 2.5,
				0.5, 0.4, Carries.NO, null, null, List.of());
	}

	static Measured failing(long failed) {
		return new Measured(40, 200, 200 - failed, 0, failed, 0, Map.of("503", failed), 40, 1, 1, 1, 1, 9, 8, 2.5, 0.5,
				0.4, Carries.NO, null, null, List.of());
	}

	static Predicted predicted(Carries carries, @Nullable Double utilisation) {
		return new Predicted(Sentence.of("test", "a limit"), Bottleneck.THREAD, 53.3, utilisation, 50, 40, 50, 50, 50,
				50, 0, 0, 3, Sentence.of("test", "because"), carries, 25.0,
				List.of(new Predicted.CurvePoint(40, 50, 50)));
	}

}
