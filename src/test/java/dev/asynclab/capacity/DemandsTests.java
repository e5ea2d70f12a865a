package dev.asynclab.capacity;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

import dev.asynclab.load.Arrivals;
import dev.asynclab.load.simulation.Demand;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Demands}.
 */
class DemandsTests {

	private static final long MS = 1_000_000;

	@Test
	void withoutChanceEveryCallTakesTheDelay() {
		assertThat(new Demands(Plans.plan(40, Arrivals.POISSON)).of(17)).hasSize(3)
			.containsOnly(new Demand(50 * MS, 0, false));
	}

	@Test
	void aRequestAloneHasOneCallWithoutChance() {
		assertThat(new Demands(plan(1)).of(Demands.ALONE)).containsExactly(new Demand(50 * MS, 0, false));
	}

	@Test
	void theSameRequestAlwaysNeedsTheSame() {
		assertThat(new Demands(plan(1)).of(5)).isEqualTo(new Demands(plan(1)).of(5));
		assertThat(all(new Demands(plan(1)))).isNotEqualTo(all(new Demands(plan(2))));
	}

	@Test
	void chanceIsAsItWasAskedFor() {
		List<Demand> demands = all(new Demands(plan(1)));
		assertThat(demands).allSatisfy((demand) -> {
			assertThat(demand.ioNanos() + demand.blockNanos()).isBetween(50 * MS, 70 * MS);
			assertThat((demand.ioNanos() + demand.blockNanos()) % MS).isZero();
			assertThat(demand.blockNanos() > 0 && (demand.fails() || demand.ioNanos() > 0)).isFalse();
		});
		assertThat(share(demands, (demand) -> demand.blockNanos() > 0)).isCloseTo(0.25, within(0.02));
		assertThat(share(demands, Demand::fails)).isCloseTo(0.75 * 0.1, within(0.02));
		assertThat(
				demands.stream().mapToLong((demand) -> demand.ioNanos() + demand.blockNanos()).average().orElseThrow())
			.isCloseTo(60.0 * MS, within(0.5 * MS));
	}

	@Test
	void countsTheRequestsThatHaveACallWhichFails() {
		Demands demands = new Demands(plan(1));
		long failing = LongStream.range(0, 100)
			.filter((number) -> demands.of(number).stream().anyMatch(Demand::fails))
			.count();
		assertThat(demands.failing(100)).isEqualTo(failing).isPositive();
		assertThat(demands.failing(0)).isZero();
	}

	private static double share(List<Demand> demands, Predicate<Demand> part) {
		return (double) demands.stream().filter(part).count() / demands.size();
	}

	private static List<Demand> all(Demands demands) {
		return LongStream.range(0, 3000).boxed().flatMap((number) -> demands.of(number).stream()).toList();
	}

	private static CapacityPlan plan(long seed) {
		return new CapacityPlan(2, Duration.ofMillis(50), Duration.ofMillis(20), 0.1, 40, 8, 500, 0.25,
				Arrivals.POISSON, seed, Duration.ofSeconds(5), null);
	}

}
