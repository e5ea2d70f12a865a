package dev.asynclab.scenario.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
	void equalThoseOfPython(String file) throws IOException {
		List<JsonNode> lines = read(file);
		assertThat(lines).isNotEmpty()
			.allSatisfy((line) -> assertThat(OutcomeDiff.of(line.get("outcome"), run(line.get("scenario"))))
				.as(line.get("scenario").toString())
				.isEmpty());
	}

	private static JsonNode run(JsonNode scenario) {
		return new AsyncioRunner(null).run(StyleFixture.parse(scenario), Clock.VIRTUAL);
	}

	private static List<JsonNode> read(String file) throws IOException {
		try (InputStream stream = GoldenOutcomesTests.class.getResourceAsStream("/asyncio/" + file)) {
			String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
			return Stream.of(text.split("\n", -1))
				.filter((line) -> !line.isBlank())
				.map((line) -> JsonMapper.shared().readTree(line))
				.toList();
		}
	}

}
