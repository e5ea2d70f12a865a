package dev.asynclab.storm;

import java.time.Duration;
import java.util.List;

import dev.asynclab.notation.Sentence;
import dev.asynclab.storm.StormPictureTests.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Verdict} and {@link Outcome}.
 */
class VerdictTests {

	private static final PhaseFigures HEALTHY = Figures.up(Phase.HEALTHY);

	private static final PhaseFigures TRIGGER = Figures.down(Phase.TRIGGER);

	private static final PhaseFigures DOWN = Figures.down(Phase.AFTER);

	@ParameterizedTest
	@CsvSource({ "90, UP", "89.9, PARTLY", "20, PARTLY", "19.9, DOWN", "0, DOWN" })
	void nineTenthsAreUpAndLessThanAFifthIsDown(double goodput, Outcome outcome) {
		assertThat(Outcome.of(goodput, 100)).isEqualTo(outcome);
	}

	@Test
	void saysThatItStaysDownAndWhy() {
		Sentence lesson = Verdict.lesson(Plans.usual(null), null, List.of(HEALTHY, TRIGGER, DOWN));
		assertThat(lesson.code()).isEqualTo("storm.after-down");
		assertThat(lesson.text()).contains("only 0.0 of 100.0 calls a second", "400.0 attempts a second",
				"can carry at most 160.0", "100% of its work is for clients who have left");
	}

	@Test
	void saysWhyItRecovers() {
		List<PhaseFigures> phases = List.of(HEALTHY, TRIGGER, Figures.up(Phase.AFTER));
		assertThat(Verdict.lesson(Plans.usual(null).withRetries(0), null, phases).text()).contains(
				"It recovers by itself",
				"(1 + retries) = 100 attempts a second arrive, less than the capacity of 160.0");
		assertThat(Verdict.lesson(Plans.usual(null), null, phases).text()).contains("It would stay down if ever",
				"= 400 a second");
	}

	@Test
	void withoutRetriesItSaysThatThePhaseIsTooShortToSeeTheQueueDrain() {
		StormPlan plan = Plans.usual(null).withRetries(0);
		List<PhaseFigures> phases = List.of(HEALTHY, TRIGGER, DOWN);
		Sentence lesson = Verdict.lesson(plan.withPhase(Duration.ofSeconds(4)), null, phases);
		assertThat(lesson.code()).isEqualTo("storm.after-too-short");
		assertThat(lesson.text()).contains("It recovers by itself", "= 100 attempts a second",
				"a full queue of 200 calls takes about 3.3 s to drain, and half of the phase is only 2.0 s");
		assertThat(Verdict.lesson(plan.withPhase(Duration.ofSeconds(7)), null, phases).code())
			.isEqualTo("storm.after-down");
	}

	@ParameterizedTest
	@EnumSource(names = { "BACKOFF", "BUDGET" })
	void withoutRetriesACureOfRetriesChangesNothing(Cure cure) {
		assertThat(Verdict
			.lesson(Plans.usual(cure).withRetries(0), null, List.of(HEALTHY, TRIGGER, DOWN, Figures.up(Phase.CURED)))
			.args()).extracting("code").contains("storm.why-no-retries");
	}

	@ParameterizedTest
	@EnumSource
	void saysWhatEachCureDidAndWhy(Cure cure) {
		Sentence cured = Verdict.lesson(Plans.usual(cure), null,
				List.of(HEALTHY, TRIGGER, DOWN, Figures.up(Phase.CURED)));
		assertThat(cured.code()).isEqualTo("storm.lesson");
		assertThat(cured.args()).extracting("code")
			.containsExactly("storm.after-down", "storm.cured-up", "storm.why-" + cure.id());
		assertThat(cured.text()).contains("With " + cure.id() + ", 100.0 of 100.0 calls", "predicted 99.0");
		Sentence not = Verdict.lesson(Plans.usual(cure), null,
				List.of(HEALTHY, TRIGGER, DOWN, Figures.down(Phase.CURED)));
		assertThat(not.args()).extracting("code")
			.containsExactly("storm.after-down", "storm.cured-down", "storm.why-" + cure.id());
	}

	@Test
	void saysWhereTheSimulationForesawSomethingElse() {
		PhaseFigures unlike = Figures.of(Phase.CURED, 0, 99, 400, 160);
		Sentence lesson = Verdict.lesson(Plans.usual(Cure.STOP_WORK), null, List.of(HEALTHY, TRIGGER, DOWN, unlike));
		assertThat(lesson.text()).contains("it does not cure. The simulation foresaw something else");
		PhaseFigures partly = Figures.of(Phase.CURED, 50, 60, 400, 160);
		assertThat(Verdict.lesson(Plans.usual(Cure.STOP_WORK), null, List.of(HEALTHY, TRIGGER, DOWN, partly)).text())
			.contains("it helps, and does not cure.")
			.doesNotContain("foresaw");
	}

	/**
	 * Where a seed decides, the measurement may come out otherwise than the simulation.
	 */
	@Test
	void saysHowSureThePredictionIs() {
		PhaseFigures unlike = Figures.of(Phase.CURED, 0, 99, 400, 160);
		assertThat(cured(new Odds(50, 20), unlike))
			.contains("it does not cure. In the simulation it cures with 20 of 50 seeds. So it may as well come out")
			.doesNotContain("foresaw");
		assertThat(cured(new Odds(50, 50), unlike))
			.contains("with 50 of 50 seeds. The simulation foresaw something else");
		assertThat(cured(new Odds(50, 20), Figures.up(Phase.CURED)))
			.contains("it cures. In the simulation it cures with 20 of 50 seeds. The time-out removes");
	}

	private static String cured(Odds odds, PhaseFigures cured) {
		return Verdict.lesson(Plans.usual(Cure.STOP_WORK), odds, List.of(HEALTHY, TRIGGER, DOWN, cured)).text();
	}

	@Test
	void aLimitThatIsTooHighIsToldAsSuch() {
		assertThat(Verdict
			.lesson(Plans.usual(Cure.LIMIT).withLimit(60), null,
					List.of(HEALTHY, TRIGGER, DOWN, Figures.down(Phase.CURED)))
			.text()).contains("Of 60 calls, queued and running, the last one is answered too late", "= 40.");
	}

	/** A full queue of 200 drains at 160 a second, or at 160 - 110 with a budget. */
	@ParameterizedTest
	@CsvSource({ "LIMIT, 2, 1.3", "DEADLINE, 2, 1.3", "BUDGET, 7, 4.0" })
	void aPhaseMayBeTooShortToTell(Cure cure, int seconds, String drain) {
		StormPlan plan = Plans.withPhase(Plans.usual(cure), Duration.ofSeconds(seconds));
		assertThat(Verdict.lesson(plan, null, List.of(HEALTHY, TRIGGER, DOWN, Figures.down(Phase.CURED))).text())
			.contains("too short to tell: a full queue of 200 calls takes " + drain + " s to drain first");
		assertThat(Verdict.lesson(plan, null, List.of(HEALTHY, TRIGGER, DOWN, Figures.up(Phase.CURED))).text())
			.doesNotContain("too short");
		StormPlan longer = Plans.withPhase(plan, Duration.ofSeconds(seconds + 2));
		assertThat(Verdict.lesson(longer, null, List.of(HEALTHY, TRIGGER, DOWN, Figures.down(Phase.CURED))).text())
			.doesNotContain("too short");
	}

	@Test
	void whatWasDownBeforeTheTriggerIsNoStormOfTheTrigger() {
		assertThat(Verdict.lesson(Plans.usual(Cure.LIMIT), null,
				List.of(Figures.down(Phase.HEALTHY), TRIGGER, DOWN, Figures.up(Phase.CURED))))
			.extracting(Sentence::code)
			.isEqualTo("storm.unhealthy");
	}

	@Test
	void whatWasStoppedHasNoLesson() {
		assertThat(Verdict.lesson(Plans.usual(null), null, List.of())).extracting(Sentence::code)
			.isEqualTo("storm.no-after");
		assertThat(Verdict.lesson(Plans.usual(Cure.LIMIT), null, List.of(HEALTHY, TRIGGER, DOWN)))
			.extracting(Sentence::code)
			.isEqualTo("storm.after-down");
	}

}
