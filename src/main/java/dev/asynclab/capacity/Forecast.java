package dev.asynclab.capacity;

import java.util.ArrayList;
import java.util.List;

import dev.asynclab.load.simulation.Demand;
import dev.asynclab.load.simulation.FanOut;
import dev.asynclab.load.simulation.FanOut.Outcome;
import dev.asynclab.load.simulation.Limit;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Predicts what a style does with a workload, by arithmetic and by a simulation of the
 * ideal queue. The simulation gets the arrivals and the calls of the measurement. For one
 * thread.
 */
final class Forecast {

	/** How many rates a curve is drawn from, and how many calls at most. */
	private static final int CURVE_RATES = 16;

	private static final int CURVE_CALLS = 15_000;

	private final CapacityPlan plan;

	private final CapacityLimits limits;

	private final Limit limit;

	private final double serviceMs;

	private final Arithmetic arithmetic;

	private final Demands demands;

	private final List<List<Demand>> calls = new ArrayList<>();

	/**
	 * Prepares a prediction.
	 * @param plan the workload
	 * @param limits the bounds of workloads
	 * @param limit what limits the calls of the style
	 * @param serviceMs how long a call of the plan's delay takes alone
	 */
	Forecast(CapacityPlan plan, CapacityLimits limits, Limit limit, double serviceMs) {
		this.plan = plan;
		this.limits = limits;
		this.limit = limit;
		this.serviceMs = serviceMs;
		this.arithmetic = Arithmetic.of(plan, limit, serviceMs);
		this.demands = new Demands(plan);
	}

	Predicted predict() {
		Outcome outcome = simulate(this.plan.rate(), this.plan.seconds());
		Double utilisation = utilisation();
		return new Predicted(limitSentence(), this.arithmetic.bottleneck(), this.arithmetic.capacity(), utilisation,
				this.serviceMs, outcome.completedPerSecond(), outcome.latencyMs(50), outcome.latencyMs(95),
				outcome.latencyMs(99), outcome.latencyMs(100), outcome.refused(), outcome.failed(),
				outcome.peakInFlight(), this.arithmetic.becauseSentence(), carries(utilisation, outcome),
				tippingPoint(), curve());
	}

	private Sentence limitSentence() {
		return switch (this.limit) {
			case Limit.Threads pool when pool.threads() == 1 -> Sentence.of("limit.thread", "a pool of one thread");
			case Limit.Threads pool -> Sentence.of("limit.threads", "a pool of {0} threads", pool.threads());
			case Limit.EventLoops loops when loops.loops() == 1 ->
				Sentence.of("limit.loop", "an event loop of one thread, {0} connections", loops.connections());
			case Limit.EventLoops loops -> Sentence.of("limit.loops",
					"{0} event loops of one thread each, {1} connections", loops.loops(), loops.connections());
			case Limit.None _ -> Sentence.of("limit.none", "a virtual thread for each call");
		};
	}

	private @Nullable Double utilisation() {
		Double capacity = this.arithmetic.capacity();
		return (capacity != null) ? this.plan.rate() / capacity : null;
	}

	private Carries carries(@Nullable Double utilisation, Outcome outcome) {
		boolean someSucceed = outcome.latencies().count() > 0 || outcome.failed() == 0;
		if ((utilisation != null && utilisation >= 1) || outcome.refused() > 0 || !someSucceed) {
			return Carries.NO;
		}
		return (outcome.latencyMs(99) <= this.plan.sloMs()) ? Carries.YES : Carries.LATE;
	}

	/**
	 * Simulates the workload at a rate.
	 * @param rate requests a second
	 * @param seconds for how long they arrive
	 * @return what became of them
	 */
	Outcome simulate(double rate, double seconds) {
		FanOut requests = new FanOut(this::calls, this.limits.capacityInFlight(), Math.round(seconds * 1e9),
				this.plan.patience().toNanos());
		return requests.simulate(this.limit, this.plan.arrivals().times(rate, this.plan.seed()));
	}

	/**
	 * Looks for the highest rate at which the simulation is in time.
	 * @return requests a second; 0 if no rate is in time, null if even the highest that
	 * is allowed is
	 */
	@Nullable Double tippingPoint() {
		double highest = this.limits.highestRate(this.plan.calls());
		Double capacity = this.arithmetic.capacity();
		if (capacity == null && isInTime(highest)) {
			return null;
		}
		double first = (capacity != null) ? Math.min(capacity, highest) : highest;
		return Search.from(first, highest, 1.25, this::isInTime).tippingPoint();
	}

	boolean isInTime(double rate) {
		Double capacity = this.arithmetic.capacity();
		if (capacity != null && rate >= capacity) {
			return false;
		}
		Outcome outcome = simulate(rate, this.plan.seconds());
		return outcome.latencies().count() > 0 && outcome.refused() + outcome.unanswered() == 0
				&& outcome.latencyMs(99) <= this.plan.sloMs();
	}

	// Ends above the capacity, if the rate is anywhere near it.
	private List<Predicted.CurvePoint> curve() {
		Double capacity = this.arithmetic.capacity();
		double twice = 2.0 * this.plan.rate();
		double highest = (capacity != null && capacity < 2 * twice) ? Math.max(twice, 1.1 * capacity) : twice;
		double seconds = Math.min(this.plan.seconds(), CURVE_CALLS / (highest * this.plan.calls()));
		List<Predicted.CurvePoint> curve = new ArrayList<>();
		for (int point = 1; point <= CURVE_RATES; point++) {
			double rate = highest * point / CURVE_RATES;
			Outcome outcome = simulate(rate, seconds);
			curve.add(new Predicted.CurvePoint(rate, outcome.latencyMs(50), outcome.latencyMs(99)));
		}
		return curve;
	}

	private List<Demand> calls(long request) {
		while (this.calls.size() <= request) {
			long overhead = Math.round(this.serviceMs * 1e6) - this.plan.delay().toNanos();
			this.calls.add(this.demands.of(this.calls.size())
				.stream()
				.map((call) -> call.plus(Math.max(0, overhead)))
				.toList());
		}
		return this.calls.get(Math.toIntExact(request));
	}

}
