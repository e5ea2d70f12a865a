package dev.asynclab.storm;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Odds}: how sure a prediction is, is a claim of the product.
 */
class OddsTests {

	@ParameterizedTest
	@EnumSource(names = { "LIMIT", "DEADLINE", "BUDGET", "BREAKER" })
	void theseCureWithEachSeed(Cure cure) {
		assertThat(odds(cure, Overheads.NONE)).isEqualTo(new Odds(20, 20));
	}

	@Test
	void backOffCuresWithNone() {
		assertThat(odds(Cure.BACKOFF, Overheads.NONE)).isEqualTo(new Odds(20, 0));
	}

	/**
	 * With stop-work a seed decides, and so does a millisecond on the way, on a thread
	 * that is stopped, or in the service.
	 */
	@Test
	void stoppingTheWorkCuresWithFewerSeedsWhereAnythingTakesTime() {
		Odds ideal = odds(Cure.STOP_WORK, Overheads.NONE);
		assertThat(ideal.isSure()).isFalse();
		for (Overheads overheads : new Overheads[] { new Overheads(2, 0, 0, 0), new Overheads(0, 1, 0, 0),
				new Overheads(0, 0, 0, 2) }) {
			Odds odds = odds(Cure.STOP_WORK, overheads);
			assertThat(odds.isSure()).as("%s", overheads).isFalse();
			assertThat(odds.cured()).as("%s", overheads).isLessThan(ideal.cured());
		}
	}

	/** What the documentation says. */
	@ParameterizedTest
	@CsvSource({ "100, 0, 0, 0, 0, 41", "100, 1.5, 0.5, 0.7, 0.5, 21", "100, 3, 1, 1, 1, 13", "80, 0, 0, 0, 0, 50",
			"80, 1.5, 0.5, 0.7, 0.5, 48", "80, 3, 1, 1, 1, 42" })
	void stoppingTheWorkCuresWithSoManySeedsOfFifty(int rate, double serviceMs, double requestMs, double answerMs,
			double stopMs, int cured) {
		Overheads overheads = new Overheads(serviceMs, requestMs, answerMs, stopMs);
		assertThat(Odds.of(Plans.withRate(Plans.usual(Cure.STOP_WORK), rate), overheads, 50, () -> false))
			.isEqualTo(new Odds(50, cured));
	}

	@Test
	void theFirstSeedIsThatOfTheExperiment() {
		StormPlan plan = Plans.usual(Cure.STOP_WORK);
		for (long seed = 1; seed <= 12; seed++) {
			Forecast.PredictedPhase cured = Forecast.of(plan.withSeed(seed), Overheads.NONE).of(Phase.CURED);
			boolean up = cured.isUp();
			assertThat(Odds.of(plan.withSeed(seed), Overheads.NONE, 1, () -> false)).isEqualTo(new Odds(1, up ? 1 : 0));
		}
	}

	@Test
	void fewerSeedsAreTriedOfALongSimulation() {
		StormPlan plan = Plans.withPhase(Plans.withRate(Plans.usual(Cure.LIMIT), 200), Duration.ofSeconds(20));
		assertThat(Odds.of(plan, Overheads.NONE, 50, () -> false).seeds()).isEqualTo(31);
		assertThat(Odds.of(plan.withRetries(10), Overheads.NONE, 50, () -> false).seeds()).isEqualTo(11);
	}

	@Test
	void stopsWhenItShould() {
		AtomicInteger asked = new AtomicInteger();
		assertThat(Odds.of(Plans.usual(Cure.LIMIT), Overheads.NONE, 50, () -> asked.incrementAndGet() > 3))
			.isEqualTo(new Odds(3, 3));
	}

	private static Odds odds(Cure cure, Overheads overheads) {
		return Odds.of(Plans.usual(cure), overheads, 20, () -> false);
	}

}
