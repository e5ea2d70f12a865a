package dev.asynclab.scenario.steps;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.run.AsyncioStepper;
import dev.asynclab.scenario.run.OutcomeDiff;
import dev.asynclab.scenario.run.StyleFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the steps of scenarios.
 */
class StepsTests {

	static Stream<JsonNode> golden() {
		return StyleFixture.golden().stream();
	}

	/**
	 * Two tasks of one name could not be told apart.
	 */
	static Stream<JsonNode> others() {
		return Stream.of("facts.jsonl", "meeting.jsonl")
			.flatMap((file) -> StyleFixture.read(file).stream())
			.filter((line) -> {
				List<String> own = StyleFixture.parse(line.get("scenario")).combinator().leaf().own();
				return Set.copyOf(own).size() == own.size();
			});
	}

	@Test
	void areToldForThreeHundredGoldenScenarios() {
		assertThat(golden()).hasSize(300);
	}

	@ParameterizedTest(name = "{index}")
	@MethodSource({ "golden", "others" })
	void leadToTheOutcomeThatPythonHas(JsonNode line) {
		Scenario scenario = StyleFixture.parse(line.get("scenario"));
		Steps steps = AsyncioStepper.run(scenario, 10_000);
		StepsFold fold = new StepsFold(scenario);
		fold.play(steps.steps());
		assertThat(OutcomeDiff.of(StepsFold.comparable(line.get("outcome")), fold.outcome()))
			.as(line.get("scenario").toString())
			.isEmpty();
		assertThat(fold.outcome().get("rawOrder")).isEqualTo(steps.outcome().get("rawOrder"));
		assertThat(OutcomeDiff.of(line.get("outcome"), steps.outcome())).isEmpty();
	}

}
