package dev.asynclab.scenario;

import java.time.Duration;

import dev.asynclab.scenario.grammar.InvalidScenarioException;
import dev.asynclab.scenario.grammar.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ScenarioLimits}.
 */
class ScenarioLimitsTests {

	@Test
	void refusesWhatTakesTooLongOnTheRealClock() {
		ScenarioLimits limits = new ScenarioLimits(200, Duration.ofSeconds(60), 1024);
		Scenario scenario = limits.parser().parse("""
				{"tasks": [{"name": "a", "delayMs": 40000}, {"name": "b", "delayMs": 40000}],
				"combinator": "sequential"}""");
		assertThatExceptionOfType(InvalidScenarioException.class)
			.isThrownBy(() -> limits.requireInTime(scenario, Integer.MAX_VALUE))
			.withMessageContaining("80000 ms");
	}

}
