package dev.asynclab.scenario;

import java.time.Duration;
import java.util.List;

import dev.asynclab.job.Style;
import dev.asynclab.problem.UnsupportedCombinationException;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.outcome.RunRecord;
import dev.asynclab.scenario.run.Clock;
import dev.asynclab.scenario.run.ScenarioRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ScenarioRunners}.
 */
class ScenarioRunnersTests {

	private final Scenario scenario = new ScenarioLimits(1, Duration.ofSeconds(60), 1024).parser()
		.parse("{\"tasks\":[{\"name\":\"A\"}],\"combinator\":\"gather\"}");

	private final ScenarioRunners runners = new ScenarioRunners(
			List.of(new Runner(Style.ASYNCIO), new Runner(Style.ASYNC_POOL)));

	@Test
	void findsTheRunnerOfAStyle() {
		assertThat(this.runners.get(Style.ASYNC_POOL, this.scenario, Clock.REAL))
			.isEqualTo(new Runner(Style.ASYNC_POOL));
	}

	@ParameterizedTest
	@CsvSource({ "VIRTUAL_THREAD, style=async-pool", "WEBCLIENT, style=asyncio" })
	void namesTheNearestOfAStyleThatRunsNoScenarios(Style style, String nearest) {
		assertThatExceptionOfType(UnsupportedCombinationException.class)
			.isThrownBy(() -> this.runners.get(style, this.scenario, Clock.REAL))
			.withMessage("Style " + style.id() + " runs no scenarios. Nearest: " + nearest);
	}

	record Runner(Style style) implements ScenarioRunner {

		@Override
		public RunRecord run(Scenario scenario, Clock clock) {
			throw new UnsupportedOperationException();
		}

	}

}
