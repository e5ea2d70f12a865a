package dev.asynclab.scenario.outcome;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import dev.asynclab.job.Style;
import dev.asynclab.scenario.python.PythonProgram;
import dev.asynclab.scenario.run.AsyncioStepper;
import dev.asynclab.scenario.run.StyleFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			textBlock = """
					{"name": "A", "delayMs": 500};                                         ; awaiting 0 500, ready 500 1500
					{"name": "A", "delayMs": 9000, "cleanupMs": 300};                    50; awaiting 0 350, ready 350 1500
					{"name": "A", "delayMs": 700, "onCancel": "suppress"};               50; awaiting 0 700, ready 700 1500
					{"name": "A", "delayMs": 9000};                                     300; awaiting 0 300, ready 300 1500
					{"name": "A", "delayMs": 500, "thread": true};                         ; holding 0 500 thread A, ready 500 1500
					{"name": "A", "delayMs": 50, "then": "barrier"};                       ; awaiting 0 100, ready 100 1500
					""")
	void aTaskThatCouldGoOnIsReadyWhileAnotherBlocksTheLoop(String tasks, @Nullable Integer cancelMs, String segments) {
		JsonNode lab = lab(
				"""
						{"tasks": [%s, {"name": "X", "delayMs": 100, "then": "%s"}, {"name": "B", "delayMs": 1400, "blocking": true}],
						 "combinator": {"type": "sequential", "tasks": ["X", "B"]}, "cancelAt": %s}"""
					.formatted(tasks, tasks.contains("barrier") ? "barrier" : "nothing",
							(cancelMs != null) ? "{\"target\": \"A\", \"atMs\": " + cancelMs + "}" : "[]"));
		assertThat(segments(lab, "A")).isEqualTo(segments);
		assertThat(segments(lab, "B")).isEqualTo("blocking 100 1500 asyncio");
	}

	@Test
	void namesTheLineOfThePythonTextThatBlocksTheLoop() {
		String scenario = """
				{"tasks": [{"name": "A", "delayMs": 100}, {"name": "B", "delayMs": 1500, "blocking": true}],
				 "combinator": "gather"}""";
		List<String> program = PythonProgram.of(StyleFixture.parse(JsonMapper.shared().readTree(scenario)))
			.text()
			.lines()
			.toList();
		int line = program.stream().map(String::strip).toList().indexOf("time.sleep(1.5)") + 1;
		assertThat(line).isPositive();
		assertThat(lab(scenario).at("/stalls/0/culprit").asString())
			.isEqualTo("time.sleep(1.5) (scenario.py:" + line + ")");
	}

	@Test
	void showsEachCallOfACoroutineThatASequenceRunsTwice() {
		JsonNode lab = lab("""
				{"tasks": [{"name": "A", "delayMs": 100}, {"name": "B", "delayMs": 50}],
				 "combinator": {"type": "sequential", "tasks": ["A", "B", "A"]}}""");
		assertThat(segments(lab, "A")).isEqualTo("awaiting 0 100");
		assertThat(segments(lab, "B")).isEqualTo("awaiting 100 150");
		assertThat(segments(lab, "A (2)")).isEqualTo("awaiting 150 250");
		assertThat(lab.at("/sumMs").asDouble()).isEqualTo(250);
	}

	@ParameterizedTest
	@EnumSource(names = { "ASYNC_POOL", "WEBCLIENT" })
	void namesTheThreadsThatTasksHold(Style style) {
		JsonNode lab = StyleFixture.outcomeIn(style, """
				{"tasks": [{"name": "A", "delayMs": 60, "thread": true}, {"name": "B", "delayMs": 60, "thread": true}],
				 "combinator": "gather"}""").get("lab");
		List<String> threads = lab.get("tasks")
			.valueStream()
			.flatMap((span) -> span.get("segments").valueStream())
			.filter((segment) -> segment.get("state").asString().equals("holding"))
			.map((segment) -> segment.get("thread").asString())
			.toList();
		assertThat(threads).hasSize(2)
			.doesNotHaveDuplicates()
			.allSatisfy(
					(thread) -> assertThat(thread).startsWith((style == Style.ASYNC_POOL) ? "async-" : "test-worker-"));
	}

	private static JsonNode lab(String scenario) {
		return AsyncioStepper.run(StyleFixture.parse(JsonMapper.shared().readTree(scenario)), 1).outcome().get("lab");
	}

	private static String segments(JsonNode lab, String task) {
		return lab.get("tasks")
			.valueStream()
			.filter((span) -> span.get("name").asString().equals(task))
			.flatMap((span) -> span.get("segments").valueStream())
			.map((segment) -> "%s %d %d %s".formatted(segment.get("state").asString(), segment.get("fromMs").asInt(),
					segment.get("toMs").asInt(), segment.path("thread").asString("")))
			.map(String::strip)
			.collect(Collectors.joining(", "));
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
