package dev.asynclab.scenario.outcome;

import java.util.Comparator;
import java.util.List;

import dev.asynclab.scenario.run.AsyncioStepper;
import dev.asynclab.scenario.run.StyleFixture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RunFigures}.
 */
class RunFiguresTests {

	@Test
	void segmentsCoverEachTaskFromItsCreationToItsEnd() {
		assertThat(StyleFixture.golden()).hasSize(300).allSatisfy((line) -> {
			JsonNode outcome = AsyncioStepper.run(StyleFixture.parse(line.get("scenario")), 1).outcome();
			for (JsonNode task : outcome.at("/lab/tasks")) {
				double at = task.path("createdMs").asDouble(task.path("endMs").asDouble());
				for (JsonNode segment : task.get("segments")) {
					assertThat(segment.get("fromMs").asDouble()).isEqualTo(at);
					at = segment.get("toMs").asDouble();
				}
				assertThat(at).isEqualTo(task.get("endMs").asDouble());
				assertThat(Math.abs(at - outcome.at("/tasks/" + task.get("name").asString() + "/endMs").asDouble()))
					.isLessThanOrEqualTo(outcome.get("tickMs").asDouble());
			}
		});
	}

	@Test
	void oneTaskBlocksTheLoopAtATime() {
		assertThat(StyleFixture.golden()).anySatisfy((line) -> assertThat(stalls(line)).hasSizeGreaterThan(1))
			.allSatisfy((line) -> {
				double freeMs = 0;
				for (JsonNode stall : stalls(line)) {
					assertThat(stall.get("atMs").asDouble()).isGreaterThanOrEqualTo(freeMs);
					freeMs = stall.get("atMs").asDouble() + stall.get("durationMs").asDouble();
				}
			});
	}

	private static List<JsonNode> stalls(JsonNode line) {
		return AsyncioStepper.run(StyleFixture.parse(line.get("scenario")), 1)
			.outcome()
			.at("/lab/stalls")
			.valueStream()
			.sorted(Comparator.comparingDouble((stall) -> stall.get("atMs").asDouble()))
			.toList();
	}

}
