package dev.asynclab.capacity;

import java.time.Duration;
import java.util.Objects;

import dev.asynclab.load.Arrivals;
import dev.asynclab.load.Bottleneck;
import dev.asynclab.load.simulation.FanOut.Outcome;
import dev.asynclab.load.simulation.Limit;
import dev.asynclab.notation.Rounded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Forecast} and {@link Arithmetic}.
 */
class ForecastTests {

	@Test
	void aPoolCarriesThreadsOverCallsTimesDelay() {
		Predicted pool = Plans.predict(Plans.plan(60, Arrivals.POISSON), Plans.POOL);
		assertThat(pool.capacity()).isEqualTo(53.3);
		assertThat(pool.utilisation()).isEqualTo(1.125);
		assertThat(pool.because()).isEqualTo("8 / (3 calls × 0.05 s) = 53.3 requests a second: threads of the pool");
		assertThat(pool.limit()).isEqualTo("a pool of 8 threads");
		assertThat(pool.carries()).isEqualTo(Carries.NO);
		assertThat(pool.throughput()).isLessThanOrEqualTo(53.4);
		assertThat(pool.p99Ms()).isGreaterThan(500);
	}

	@Test
	void whoHoldsNoThreadCarriesIt() {
		CapacityPlan plan = Plans.plan(60, Arrivals.POISSON);
		Predicted webClient = Plans.predict(plan, Plans.WEBCLIENT);
		assertThat(webClient.capacity()).isEqualTo(3333.3);
		assertThat(webClient.limit()).isEqualTo("an event loop of one thread, 500 connections");
		assertThat(webClient.bottleneck()).isEqualTo(Bottleneck.CONNECTION);
		assertThat(webClient.p99Ms()).isEqualTo(50);
		assertThat(webClient.carries()).isEqualTo(Carries.YES);
		Predicted virtual = Plans.predict(plan, Plans.VIRTUAL);
		assertThat(virtual.capacity()).isNull();
		assertThat(virtual.utilisation()).isNull();
		assertThat(virtual.tippingPoint()).isNull();
		assertThat(virtual.p99Ms()).isEqualTo(50);
		assertThat(virtual.carries()).isEqualTo(Carries.YES);
	}

	@Test
	void inStepThePoolCarriesWhatIsLateWhenItComesInBursts() {
		Predicted inStep = Plans.predict(Plans.plan(40, Arrivals.CONSTANT), Plans.POOL);
		assertThat(inStep.utilisation()).isEqualTo(0.75);
		assertThat(inStep.p99Ms()).isEqualTo(50);
		assertThat(inStep.carries()).isEqualTo(Carries.YES);
		Predicted bursts = Plans.predict(Plans.plan(40, Arrivals.POISSON), Plans.POOL);
		assertThat(bursts.utilisation()).isEqualTo(0.75);
		assertThat(bursts.p99Ms()).isGreaterThan(100);
		assertThat(bursts.carries()).isEqualTo(Carries.LATE);
	}

	@Test
	void inStepTheTippingPointIsTheCapacity() {
		assertThat(Plans.predict(Plans.plan(40, Arrivals.CONSTANT), Plans.POOL).tippingPoint()).isCloseTo(53.3,
				within(2.7));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void inBurstsItIsAboutHalf(long seed) {
		CapacityPlan plan = new CapacityPlan(3, Duration.ofMillis(50), Duration.ZERO, 0, 40, 8, 500, 0,
				Arrivals.POISSON, seed, Duration.ofSeconds(20), null);
		Predicted pool = Plans.predict(plan, Plans.POOL);
		assertThat(pool.tippingPoint()).isBetween(0.35 * 53.3, 0.75 * 53.3);
		Outcome below = forecast(plan).simulate(0.98 * Objects.requireNonNull(pool.tippingPoint()), 20);
		assertThat(below.latencyMs(99)).isLessThanOrEqualTo(100);
	}

	private static Forecast forecast(CapacityPlan plan) {
		return new Forecast(plan, Plans.LIMITS, new Limit.Threads(8), 50);
	}

	@Test
	void aLoopCarriesOneOverCallsTimesShareTimesDelay() {
		CapacityPlan plan = Plans.plan(40, Arrivals.POISSON).withBlockingShare(0.1);
		Predicted loop = Plans.predict(plan, Plans.WEBCLIENT);
		assertThat(loop.bottleneck()).isEqualTo(Bottleneck.LOOP);
		assertThat(loop.capacity()).isEqualTo(66.7);
		assertThat(loop.because())
			.isEqualTo("1 / (3 calls × 0.1 × 0.05 s) = 66.7 requests a second: the loop, which calls block");
		assertThat(loop.p99Ms()).isGreaterThan(100);
		assertThat(Plans.predict(plan, Plans.VIRTUAL).p99Ms()).isEqualTo(50);
	}

	@Test
	void fewConnectionsAreALimit() {
		CapacityPlan plan = Plans.plan(40, Arrivals.POISSON).withConnections(8);
		Predicted client = Plans.predict(plan, Plans.WEBCLIENT);
		Predicted pool = Plans.predict(plan, Plans.POOL);
		assertThat(client.bottleneck()).isEqualTo(Bottleneck.CONNECTION);
		assertThat(client.capacity()).isEqualTo(53.3);
		assertThat(client.p99Ms()).as("a queue like that of as many threads").isEqualTo(pool.p99Ms());
	}

	@Test
	void countsTheServiceTimeThatWasMeasuredAndHalfOfTheJitter() {
		CapacityPlan plan = new CapacityPlan(1, Duration.ofMillis(50), Duration.ofMillis(20), 0, 10, 8, 500, 0,
				Arrivals.CONSTANT, 1, Duration.ofSeconds(5), null);
		Predicted pool = new Forecast(plan, Plans.LIMITS, new Limit.Threads(8), 52).predict();
		assertThat(pool.serviceMs()).isEqualTo(52);
		assertThat(pool.capacity()).isEqualTo(Rounded.tenths(8 / 0.062));
		assertThat(pool.p50Ms()).isBetween(52.0, 72.0);
		assertThat(pool.maxMs()).isBetween(62.0, 72.0);
		assertThat(plan.sloMs()).isEqualTo(140);
	}

	@Test
	void whatIsBeyondTheBoundIsRefused() {
		Predicted pool = Plans.predict(new CapacityPlan(50, Duration.ofSeconds(1), Duration.ZERO, 0, 50, 8, 500, 0,
				Arrivals.POISSON, 1, Duration.ofSeconds(5), null), Plans.POOL);
		assertThat(pool.refused()).isPositive();
		assertThat(pool.carries()).isEqualTo(Carries.NO);
		assertThat(pool.peakInFlight()).isEqualTo(2000 / 50);
	}

	@Test
	void theSloIsWhatDecides() {
		CapacityPlan patient = new CapacityPlan(3, Duration.ofMillis(50), Duration.ZERO, 0, 40, 8, 500, 0,
				Arrivals.POISSON, 1, Duration.ofSeconds(5), Duration.ofSeconds(1));
		assertThat(Plans.predict(patient, Plans.POOL).carries()).isEqualTo(Carries.YES);
		CapacityPlan impatient = new CapacityPlan(3, Duration.ofMillis(50), Duration.ZERO, 0, 40, 8, 500, 0,
				Arrivals.POISSON, 1, Duration.ofSeconds(5), Duration.ofMillis(49));
		assertThat(Plans.predict(impatient, Plans.VIRTUAL).carries()).isEqualTo(Carries.LATE);
		assertThat(Plans.predict(impatient, Plans.VIRTUAL).tippingPoint()).isZero();
	}

	@Test
	void theSloIsTwiceTheIdealThatWasMeasured() {
		assertThat(Plans.plan(40, Arrivals.POISSON).sloMs()).isEqualTo(100);
		CapacityPlan plan = Plans.plan(40, Arrivals.POISSON).withIdeal(52.2);
		assertThat(plan.sloMs()).isEqualTo(105);
		assertThat(plan.path()).endsWith("&slo=105ms");
	}

	@Test
	void theCurveGoesBeyondTheRate() {
		Predicted pool = Plans.predict(Plans.plan(40, Arrivals.POISSON), Plans.POOL);
		assertThat(pool.curve()).hasSize(16);
		assertThat(pool.curve().getLast().rate()).isGreaterThan(pool.capacity());
		assertThat(pool.curve().getFirst().p99Ms()).isLessThan(pool.curve().getLast().p99Ms());
	}

	@Test
	void theSamePlanIsPredictedTheSame() {
		CapacityPlan plan = new CapacityPlan(3, Duration.ofMillis(50), Duration.ofMillis(30), 0.05, 40, 8, 500, 0.1,
				Arrivals.POISSON, 7, Duration.ofSeconds(5), null);
		assertThat(Plans.predict(plan, Plans.POOL)).isEqualTo(Plans.predict(plan, Plans.POOL));
	}

}
