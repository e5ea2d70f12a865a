package dev.asynclab.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

import dev.asynclab.load.simulation.Demand;

/**
 * What the calls of each request need. The same plan and number always give the same, so
 * every style, the simulation and the measurement get the same calls.
 */
final class Demands {

	/** The number of a request of one call, which takes the delay. */
	static final long ALONE = -1;

	private static final long MS = 1_000_000;

	private final CapacityPlan plan;

	private final long base;

	Demands(CapacityPlan plan) {
		this.plan = plan;
		// Not the seed itself, from which the arrivals are drawn.
		this.base = new SplittableRandom(plan.seed()).split().nextLong();
	}

	/**
	 * Counts the requests that have a call which fails.
	 * @param requests how many requests there were
	 * @return how many of the first ones
	 */
	long failing(long requests) {
		return (this.plan.failRate() > 0) ? LongStream.range(0, requests)
			.filter((request) -> of(request).stream().anyMatch(Demand::fails))
			.count() : 0;
	}

	List<Demand> of(long request) {
		if (request == ALONE) {
			return List.of(new Demand(this.plan.delay().toNanos(), 0, false));
		}
		SplittableRandom random = new SplittableRandom(this.base + request);
		List<Demand> demands = new ArrayList<>(this.plan.calls());
		for (int call = 0; call < this.plan.calls(); call++) {
			long nanos = (this.plan.delay().toMillis() + random.nextLong(this.plan.jitter().toMillis() + 1)) * MS;
			boolean fails = random.nextDouble() < this.plan.failRate();
			boolean blocks = random.nextDouble() < this.plan.blockingShare();
			demands.add(blocks ? new Demand(0, nanos, false) : new Demand(nanos, 0, fails));
		}
		return demands;
	}

}
