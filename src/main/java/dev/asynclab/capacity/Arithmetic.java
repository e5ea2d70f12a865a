package dev.asynclab.capacity;

import dev.asynclab.load.Bottleneck;
import dev.asynclab.load.simulation.Limit;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a second a style can carry, by Little's law: what it has of its
 * bottleneck, divided by how long a request holds one of it.
 *
 * @param bottleneck what there is too little of first
 * @param capacity requests a second; null if there is no limit
 * @param becauseSentence the division
 */
record Arithmetic(Bottleneck bottleneck, @Nullable Double capacity, Sentence becauseSentence) {

	static Arithmetic of(CapacityPlan plan, Limit limit, double serviceMs) {
		// On average, jitter adds half of itself.
		double seconds = (serviceMs + plan.jitter().toMillis() / 2.0) / 1000;
		return switch (limit) {
			case Limit.Threads pool -> threads(plan, pool.threads(), seconds);
			case Limit.EventLoops loops -> loops(plan, loops, seconds);
			case Limit.None _ -> new Arithmetic(Bottleneck.NONE, null,
					Sentence.of("because.no-limit", "no limit: each call has a thread of its own"));
		};
	}

	private static Arithmetic threads(CapacityPlan plan, int threads, double seconds) {
		double capacity = threads / (plan.calls() * seconds);
		return new Arithmetic(Bottleneck.THREAD, capacity,
				Sentence.of("because.pool", "{0} / ({1} calls × {2} s) = {3} requests a second: threads of the pool",
						threads, plan.calls(), rounded(seconds, 10_000), rounded(capacity, 10)));
	}

	// A call that blocks holds the loop, and the others hold a connection.
	private static Arithmetic loops(CapacityPlan plan, Limit.EventLoops limit, double seconds) {
		double share = plan.blockingShare();
		double byConnections = (share < 1) ? limit.connections() / (plan.calls() * (1 - share) * seconds)
				: Double.POSITIVE_INFINITY;
		double byLoop = (share > 0) ? limit.loops() / (plan.calls() * share * seconds) : Double.POSITIVE_INFINITY;
		if (byLoop <= byConnections) {
			return new Arithmetic(Bottleneck.LOOP, byLoop,
					Sentence.of("because.loop",
							"{0} / ({1} calls × {2} × {3} s) = {4} requests a second: the loop, which calls block",
							limit.loops(), plan.calls(), share, rounded(seconds, 10_000), rounded(byLoop, 10)));
		}
		return new Arithmetic(Bottleneck.CONNECTION, byConnections, Sentence.of("because.connections",
				"{0} / ({1} calls × {2} s) = {3} requests a second: connections of the HTTP client",
				limit.connections(), plan.calls(), rounded((1 - share) * seconds, 10_000), rounded(byConnections, 10)));
	}

	private static double rounded(double number, int steps) {
		return Math.round(number * steps) / (double) steps;
	}

}
