package dev.asynclab.storm;

import java.time.Duration;
import java.util.List;

import dev.asynclab.job.Style;
import dev.asynclab.load.Advice;
import dev.asynclab.load.Arrivals;
import dev.asynclab.load.Bottleneck;
import dev.asynclab.storm.StormPictureTests.Figures;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Adviser}: what it advises has been tried in the simulation.
 */
class AdviserTests {

	private static final StormLimits LIMITS = new StormLimits(200, Duration.ofSeconds(4), 64, 1000,
			Duration.ofSeconds(5), 10, 2000, Duration.ofSeconds(20));

	private static final PhaseFigures HEALTHY = Figures.up(Phase.HEALTHY);

	private static final PhaseFigures TRIGGER = Figures.down(Phase.TRIGGER);

	private static final PhaseFigures DOWN = Figures.down(Phase.AFTER);

	@Test
	void whereItStaysDownItNamesWhatCuresInTheSimulation() {
		List<Advice> advice = advise(Plans.usual(null), HEALTHY, TRIGGER, DOWN);
		assertThat(advice).extracting((it) -> it.textSentence().code())
			.containsExactly("storm.advice-bottleneck", "storm.advice-retries", "storm.advice-threads");
		assertThat(advice).extracting(Advice::bottleneck).containsOnly(Bottleneck.THREAD);
		assertThat(advice.getFirst().text()).contains("cure=limit ", "cure=deadline ", "cure=budget ", "cure=breaker ")
			.contains("Each of them cures with each of 10 seeds.")
			.doesNotContain("cure=backoff");
		assertThat(advice.getFirst().next()).isEqualTo("/api/retry-storm?cure=limit&format=text");
	}

	@Test
	void itNamesTheMostRetriesAndTheLeastThreadsThatRecover() {
		List<Advice> advice = advise(Plans.usual(null), HEALTHY, TRIGGER, DOWN);
		assertThat(advice.get(1).text()).contains("With retries=0 instead of 3", "up to 100 attempts",
				"instead of 400");
		assertThat(advice.get(1).next()).isEqualTo("/api/retry-storm?retries=0&format=text");
		assertThat(advice.get(2).text()).contains("With 21 threads instead of 8 the capacity of 420.0 is above");
		assertThat(advice.get(2).next()).isEqualTo("/api/retry-storm?threads=21&format=text");
	}

	@Test
	void withoutRetriesALongerPhaseShowsThatItRecovers() {
		StormPlan plan = Plans.usual(null).withRetries(0).withPhase(Duration.ofSeconds(4));
		assertThat(advise(plan, HEALTHY, TRIGGER, DOWN)).singleElement().satisfies((it) -> {
			assertThat(it.bottleneck()).isEqualTo(Bottleneck.NONE);
			assertThat(it.text()).contains("it recovers by itself when the queue has drained. A phase of 7s");
			assertThat(it.next()).isEqualTo("/api/retry-storm?retries=0&phase=7s&format=text");
		});
	}

	@Test
	void whereNoAllowedPhaseIsLongEnoughNoRetryIsBlamed() {
		StormPlan plan = new StormPlan(Style.ASYNC_POOL, 150, Duration.ofMillis(50), 8, 1000, Duration.ofMillis(250), 0,
				4, Duration.ofSeconds(4), Arrivals.POISSON, 1, null, StormPlan.usualLimit(8));
		assertThat(advise(plan, HEALTHY, TRIGGER, DOWN)).isNotEmpty()
			.extracting(Advice::text)
			.noneMatch(
					(it) -> it.contains("retries keep") || it.contains("cure=backoff") || it.contains("cure=budget"));
	}

	@Test
	void aPhaseThatIsTooShortForACureIsToBeLonger() {
		StormPlan plan = Plans.usual(Cure.BACKOFF).withPhase(Duration.ofSeconds(1));
		Advice advice = advise(plan, HEALTHY, TRIGGER, DOWN, Figures.down(Phase.CURED)).getFirst();
		assertThat(advice.textSentence().code()).isEqualTo("storm.advice-cures-longer");
		assertThat(advice.next()).doesNotContain("phase=1s").containsAnyOf("cure=limit", "cure=deadline");
	}

	@Test
	void theRunWithoutRetriesIsLongEnoughToRecover() {
		StormPlan plan = Plans.usual(Cure.LIMIT).withPhase(Duration.ofSeconds(3));
		Advice keep = advise(plan, HEALTHY, TRIGGER, DOWN, Figures.up(Phase.CURED)).getFirst();
		assertThat(keep.text()).contains("Keep limit", "without any retry, too");
		assertThat(keep.next()).isEqualTo("/api/retry-storm?retries=0&phase=7s&format=text");
	}

	@Test
	void aCureThatCuresIsToBeKeptAndOneThatDoesNotIsNotNamedAgain() {
		assertThat(advise(Plans.usual(Cure.BUDGET), HEALTHY, TRIGGER, DOWN, Figures.up(Phase.CURED)).getFirst().text())
			.contains("Keep budget: 100.0 answers in time instead of 0.0");
		List<Advice> advice = advise(Plans.usual(Cure.LIMIT).withLimit(100), HEALTHY, TRIGGER, DOWN,
				Figures.down(Phase.CURED));
		assertThat(advice.getFirst().text()).contains("cure=deadline ").doesNotContain("cure=limit");
		assertThat(advice.getFirst().next()).isEqualTo("/api/retry-storm?cure=deadline&format=text");
	}

	@Test
	void whereItIsUpNothingHasToChange() {
		List<Advice> advice = advise(Plans.usual(null).withRetries(0), HEALTHY, TRIGGER, Figures.up(Phase.AFTER));
		assertThat(advice).singleElement().satisfies((it) -> {
			assertThat(it.bottleneck()).isEqualTo(Bottleneck.NONE);
			assertThat(it.text()).contains("now 100 a second, is less than the capacity of 160.0");
			assertThat(it.next()).isEqualTo("/api/retry-storm?retries=2&format=text");
		});
	}

	@Test
	void whatWasStoppedIsToBeRunAgain() {
		assertThat(advise(Plans.usual(Cure.LIMIT), HEALTHY)).singleElement()
			.extracting(Advice::next)
			.isEqualTo("/api/retry-storm?cure=limit&format=text");
	}

	/** Where anything takes time, one seed decides whether stop-work cures. */
	@Test
	void whatCuresWithSomeSeedsOnlyIsNotNamed() {
		Overheads overheads = new Overheads(2, 1, 1, 1);
		StormPlan plan = Plans.usual(null).withSeed(4);
		assertThat(Odds.of(plan.withCure(Cure.STOP_WORK), overheads, 10, () -> false).isSure()).isFalse();
		assertThat(new Adviser(plan, LIMITS, (path) -> path, overheads).advise(List.of(HEALTHY, TRIGGER, DOWN))
			.getFirst()
			.text()).contains("cure=limit ").doesNotContain("cure=stop-work");
	}

	private static List<Advice> advise(StormPlan plan, PhaseFigures... phases) {
		return new Adviser(plan, LIMITS, (path) -> path, Overheads.NONE).advise(List.of(phases));
	}

}
