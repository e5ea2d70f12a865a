package dev.asynclab.scenario.run;

import java.util.List;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares with outcomes of CPython 3.13: 300 random scenarios, hand-written ones for
 * each fact of asyncio that a scenario can show, and both kinds with tasks that meet at a
 * barrier, a condition or a queue.
 */
@Timeout(120)
class GoldenOutcomesTests {

	@ParameterizedTest
	@ValueSource(strings = { "golden.jsonl", "facts.jsonl", "meeting.jsonl" })
	void equalThoseOfPython(String file) {
		List<JsonNode> lines = StyleFixture.read(file);
		assertThat(lines).isNotEmpty()
			.allSatisfy((line) -> assertThat(OutcomeDiff.of(line.get("outcome"), run(line.get("scenario"))))
				.as(line.get("scenario").toString())
				.isEmpty());
	}

	private static JsonNode run(JsonNode scenario) {
		return StyleFixture.outcome(StyleFixture.parse(scenario));
	}

}
