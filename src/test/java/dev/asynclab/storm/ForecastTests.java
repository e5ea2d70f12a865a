package dev.asynclab.storm;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import dev.asynclab.job.Style;
import dev.asynclab.load.Arrivals;
import dev.asynclab.storm.Forecast.Predicted;
import dev.asynclab.storm.Forecast.PredictedPhase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Forecast}: which cure cures is a claim of the product.
 */
class ForecastTests {

	@Test
	void theSameArgumentsGiveTheSame() {
		Predicted once = Forecast.of(Plans.usual(Cure.BACKOFF), new Overheads(1.5, 0.5, 0.5, 1));
		Predicted again = Forecast.of(Plans.usual(Cure.BACKOFF), new Overheads(1.5, 0.5, 0.5, 1));
		assertThat(once.phases()).isEqualTo(again.phases());
		assertThat(once.goodput()).containsExactly(again.goodput());
	}

	@Test
	void byDefaultItIsHealthyGoesDownAndStaysDown() {
		seeds(Plans.usual(null), (predicted) -> {
			assertThat(predicted.phases()).containsOnlyKeys(Phase.HEALTHY, Phase.TRIGGER, Phase.AFTER);
			PredictedPhase healthy = predicted.of(Phase.HEALTHY);
			assertThat(healthy.goodputWhole()).isEqualTo(healthy.offered(), within(2.0));
			assertThat(healthy.attempts()).isEqualTo(healthy.offered());
			assertThat(healthy.wasted() + healthy.refused() + healthy.timeouts()).isZero();
			PredictedPhase after = predicted.of(Phase.AFTER);
			assertThat(after.goodputWhole()).as("in the whole phase").isLessThan(after.offered() / 5);
			assertThat(after.attempts()).isGreaterThan(160);
			assertThat(after.wasted()).as("all its work").isEqualTo(after.served());
			assertThat(after.peakQueued()).isEqualTo(200);
		});
	}

	/** The capacity while the dependency is slow is 8 / 0.2 s. */
	@Test
	void theServiceWorksAtItsCapacityWhileItIsDown() {
		Predicted predicted = Forecast.of(Plans.usual(null), Overheads.NONE);
		assertThat(predicted.of(Phase.TRIGGER).served()).isEqualTo(40, within(3.0));
		// Work that was begun before takes as long as it began.
		assertThat(predicted.of(Phase.AFTER).served()).isEqualTo(160, within(8.0));
	}

	/** A client waits from when it sends until it has the answer. */
	@ParameterizedTest
	@CsvSource({ "0, 0, UP", "3, 6, UP", "3, 8, DOWN", "8, 3, DOWN" })
	void anAnswerIsInTimeIfItsWayIsToo(double requestMs, double answerMs, Outcome outcome) {
		StormPlan plan = Plans.inStep(Plans.withRate(Plans.withTimeout(Plans.usual(null), Duration.ofMillis(60)), 10));
		Predicted predicted = Forecast.of(plan, new Overheads(0, requestMs, answerMs, 0));
		assertThat(outcome(predicted, Phase.HEALTHY)).isEqualTo(outcome);
		if (outcome == Outcome.UP) {
			assertThat(predicted.of(Phase.HEALTHY).p99Ms()).isEqualTo(50 + requestMs + answerMs, within(0.1));
		}
		else {
			assertThat(predicted.of(Phase.HEALTHY).timeouts()).isEqualTo(40, within(0.5));
		}
	}

	/**
	 * Each attempt would take 200 ms and is stopped after 150 ms. The next comes 100 ms
	 * later. If its thread is not free for longer than its own time-out, it never begins.
	 */
	@ParameterizedTest
	@CsvSource({ "0, 4", "90, 4", "240, 4", "260, 2" })
	void aThreadIsFreeWhenItsWorkHasBeenStopped(double stopMs, double begun) {
		StormPlan plan = new StormPlan(Style.ASYNC_POOL, 4, Duration.ofMillis(100), 1, 10, Duration.ofMillis(150), 0, 1,
				Duration.ofSeconds(5), Arrivals.CONSTANT, 1, Cure.STOP_WORK, 2);
		PredictedPhase cured = Forecast.of(plan, new Overheads(100, 0, 0, stopMs)).of(Phase.CURED);
		assertThat(cured.served()).isEqualTo(begun, within(0.3));
		assertThat(cured.goodput()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "LIMIT", "DEADLINE", "BUDGET" })
	void curesWhateverTheSeed(Cure cure) {
		seeds(Plans.usual(cure), (predicted) -> assertThat(outcome(predicted, Phase.CURED)).isEqualTo(Outcome.UP));
	}

	@Test
	void backOffCuresWithNoSeed() {
		seeds(Plans.usual(Cure.BACKOFF), (predicted) -> {
			assertThat(predicted.of(Phase.CURED).goodput()).isZero();
			assertThat(predicted.of(Phase.CURED).attempts()).as("it removes none")
				.isEqualTo(predicted.of(Phase.AFTER).attempts(), within(40.0));
		});
	}

	@Test
	void aBreakerCuresTheseOnceTheBacklogHasDrained() {
		seeds(Plans.usual(Cure.BREAKER), (predicted) -> {
			PredictedPhase cured = predicted.of(Phase.CURED);
			assertThat(outcome(predicted, Phase.CURED)).isEqualTo(Outcome.UP);
			assertThat(cured.goodputWhole()).isLessThan(cured.goodput());
			assertThat(cured.notPermitted()).isPositive();
		});
	}

	/**
	 * Most seeds are cured, and some are not: a late call whose turn comes just before
	 * its time-out is begun, stopped and wasted. With fewer retries all are.
	 */
	@Test
	void stoppingTheWorkCuresOrNot() {
		List<Outcome> outcomes = LongStream.rangeClosed(1, 12)
			.mapToObj((seed) -> outcome(Forecast.of(Plans.usual(Cure.STOP_WORK).withSeed(seed), Overheads.NONE),
					Phase.CURED))
			.toList();
		assertThat(outcomes).contains(Outcome.DOWN);
		assertThat(outcomes.stream().filter((it) -> it == Outcome.UP)).hasSize(11);
		seeds(Plans.usual(Cure.STOP_WORK).withRetries(1),
				(predicted) -> assertThat(outcome(predicted, Phase.CURED)).isEqualTo(Outcome.UP));
	}

	/** It needs nothing from the clients of the work that is there. */
	@Test
	void stoppingTheWorkRemovesTheBacklogAtOnce() {
		Predicted predicted = Forecast.of(Plans.usual(Cure.STOP_WORK), Overheads.NONE);
		assertThat(predicted.of(Phase.AFTER).peakQueued()).isEqualTo(200);
		assertThat(predicted.of(Phase.CURED).peakQueued()).isLessThan(200);
	}

	/** The last of threads · timeout / delay = 40 calls is answered just in time. */
	@Test
	void aLimitAboveWhatEndsInTimeStopsCuring() {
		StormPlan plan = Plans.usual(Cure.LIMIT);
		assertThat(plan.inTime()).isEqualTo(40);
		for (int limit : new int[] { 16, 24, 32, 40 }) {
			seeds(plan.withLimit(limit),
					(predicted) -> assertThat(outcome(predicted, Phase.CURED)).isEqualTo(Outcome.UP));
		}
		seeds(plan.withLimit(100), (predicted) -> assertThat(outcome(predicted, Phase.CURED)).isEqualTo(Outcome.DOWN));
	}

	@Test
	void withoutRetriesItRecovers() {
		seeds(Plans.usual(null).withRetries(0),
				(predicted) -> assertThat(outcome(predicted, Phase.AFTER)).isEqualTo(Outcome.UP));
	}

	/**
	 * It recovers where rate · (1 + retries) is less than threads / delay = 160. The
	 * nearer it is to that, the longer the backlog takes to drain.
	 */
	@ParameterizedTest
	@CsvSource({ "38, 3, UP", "35, 3, UP", "75, 1, UP", "50, 2, UP", "150, 0, UP", "100, 3, DOWN", "100, 1, DOWN",
			"90, 1, DOWN", "60, 2, DOWN", "50, 3, DOWN" })
	void recoversWhereTheAttemptsAreFewerThanTheCapacity(int rate, int retries, Outcome outcome) {
		StormPlan plan = Plans.withPhase(Plans.inStep(Plans.withRate(Plans.usual(null).withRetries(retries), rate)),
				Duration.ofMinutes(2));
		assertThat(plan.mostAttempts() < plan.capacity(Phase.AFTER)).isEqualTo(outcome == Outcome.UP);
		assertThat(outcome(Forecast.of(plan, Overheads.NONE), Phase.AFTER)).isEqualTo(outcome);
	}

	/** A backlog of 200 drains at 160 - 100 a second. */
	@Test
	void theBacklogDrainsAtTheCapacityThatIsLeft() {
		Predicted predicted = Forecast.of(Plans.inStep(Plans.usual(null).withRetries(0)), Overheads.NONE);
		Duration begin = Duration.ofSeconds(20);
		// Those that wait for 200 ms at most are in time: 32 of 200.
		double drained = (200 - 32) / 60.0;
		assertThat(predicted.at(begin.plusMillis(Math.round(1000 * (drained - 1))))).isZero();
		assertThat(predicted.at(begin.plusMillis(Math.round(1000 * (drained + 1.5))))).isGreaterThan(80);
	}

	@Test
	void withoutATriggerNothingGoesDown() {
		StormPlan plan = new StormPlan(Plans.usual(null).on(), 100, Duration.ofMillis(50), 8, 200,
				Duration.ofMillis(250), 3, 1, Duration.ofSeconds(5), Plans.usual(null).arrivals(), 3, null, 16);
		Predicted predicted = Forecast.of(plan, Overheads.NONE);
		assertThat(predicted.of(Phase.TRIGGER).timeouts()).isZero();
		assertThat(outcome(predicted, Phase.AFTER)).isEqualTo(Outcome.UP);
	}

	@Test
	void aServiceThatIsSlowerThanItsDependencyIsNearerToTheStorm() {
		StormPlan plan = Plans.inStep(Plans.usual(null));
		assertThat(outcome(Forecast.of(plan, Overheads.NONE), Phase.HEALTHY)).isEqualTo(Outcome.UP);
		assertThat(outcome(Forecast.of(plan, new Overheads(40, 0, 0, 0)), Phase.HEALTHY)).isEqualTo(Outcome.DOWN);
	}

	private static void seeds(StormPlan plan, Consumer<Predicted> check) {
		LongStream.rangeClosed(1, 6).forEach((seed) -> check.accept(Forecast.of(plan.withSeed(seed), Overheads.NONE)));
	}

	private static Outcome outcome(Predicted predicted, Phase phase) {
		return Outcome.of(predicted.of(phase).goodput(), predicted.of(phase).offeredHalf());
	}

}
