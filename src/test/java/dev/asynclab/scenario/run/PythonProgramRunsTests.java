package dev.asynclab.scenario.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import dev.asynclab.CPython;
import dev.asynclab.scenario.python.PythonProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the programs of scenarios in the CPython 3.13 that is installed here, and compares
 * what they print with our outcome. On the virtual clock, of which the programs know
 * nothing, a busy machine makes no difference. More, or others:
 * <pre>mvn test -Dtest=PythonProgramRunsTests -Dscenarios=2000 -Dseed=7</pre>
 */
@Timeout(300)
class PythonProgramRunsTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	/** How many times as long the ticks are on the real clock. */
	private static final int[] STRETCHES = { 1, 4, 16 };

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "golden.jsonl", "facts.jsonl", "meeting.jsonl" })
	void printTheOutcome(String file) throws IOException, InterruptedException {
		compare(Files.readAllLines(CPython.SCRIPTS.resolve(file)).stream().map(JSON::readTree).toList());
	}

	@Test
	void printTheOutcomeOfFreshScenarios() throws IOException, InterruptedException {
		int count = Integer.getInteger("scenarios", 200);
		Process generator = CPython
			.script("gen.py", "--count", String.valueOf(count), "--seed", System.getProperty("seed", "programs"),
					"--with-outcome")
			.start();
		List<JsonNode> lines;
		try (BufferedReader output = generator.inputReader()) {
			lines = output.lines().map(JSON::readTree).toList();
		}
		assertThat(generator.waitFor()).as("exit code of gen.py").isZero();
		assertThat(lines).hasSize(count);
		compare(lines);
	}

	/**
	 * As a user runs them. A busy machine may be late by half a tick, so ticks are longer
	 * where a program printed something else.
	 */
	@Test
	void printTheOutcomeOnTheRealClock() throws IOException, InterruptedException {
		for (JsonNode scenario : List.of(scenario("golden.jsonl", 0), scenario("golden.jsonl", 100),
				scenario("golden.jsonl", 200), scenario("facts.jsonl", 100), scenario("meeting.jsonl", 0),
				scenario("meeting.jsonl", 60))) {
			String printed = "";
			String expected = "other";
			for (int stretch : STRETCHES) {
				JsonNode stretched = StyleFixture.stretched(scenario, stretch);
				expected = expected(stretched);
				printed = runOnTheRealClock(PythonProgram.of(StyleFixture.parse(stretched)).text());
				if (printed.equals(expected)) {
					break;
				}
			}
			assertThat(printed).as(scenario.toString()).isEqualTo(expected);
		}
	}

	private static JsonNode scenario(String file, int line) throws IOException {
		return JSON.readTree(Files.readAllLines(CPython.SCRIPTS.resolve(file)).get(line)).get("scenario");
	}

	private String runOnTheRealClock(String program) throws IOException, InterruptedException {
		Path file = Files.writeString(this.directory.resolve("scenario.py"), program);
		Process python = CPython.script(file.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(python.waitFor()).as("exit code").isZero();
		return printed.replace("Error('')", "Error()");
	}

	private static void compare(List<JsonNode> lines) throws IOException, InterruptedException {
		Process python = CPython.script("run_texts.py").start();
		Thread writer = Thread.startVirtualThread(() -> {
			try (PrintWriter texts = new PrintWriter(python.outputWriter())) {
				lines.forEach((line) -> texts.println(JSON.writeValueAsString(program(line))));
			}
		});
		List<String> printed;
		try (BufferedReader output = python.inputReader()) {
			printed = output.lines().map((line) -> JSON.readTree(line).asString()).toList();
		}
		writer.join();
		assertThat(python.waitFor()).as("exit code of run_texts.py").isZero();
		assertThat(printed).hasSameSizeAs(lines);
		for (int i = 0; i < lines.size(); i++) {
			JsonNode scenario = lines.get(i).get("scenario");
			String text = program(lines.get(i));
			// The outcome does not tell an empty message from none.
			assertThat(printed.get(i).replace("Error('')", "Error()")).as(() -> scenario + "\n" + text)
				.isEqualTo(expected(scenario));
		}
	}

	private static String program(JsonNode line) {
		return PythonProgram.of(StyleFixture.parse(line.get("scenario"))).text();
	}

	private static String expected(JsonNode scenario) {
		JsonNode outcome = StyleFixture.outcome(StyleFixture.parse(scenario));
		StringBuilder lines = new StringBuilder();
		outcome.get("log")
			.forEach((entry) -> lines.append("%d\t%s\t%s\n".formatted(entry.get("atMs").asInt(),
					entry.get("task").asString(), entry.get("event").asString())));
		JsonNode result = outcome.get("result");
		return lines + switch (result.get("status").asString()) {
			case "returned" -> "returned " + repr(result.get("value"));
			case "raised" -> "raised " + error(result.get("error"));
			default -> "cancelled";
		} + "\n";
	}

	// As Python shows a value.
	private static String repr(JsonNode value) {
		return switch (value.getNodeType()) {
			case ARRAY ->
				value.valueStream().map(PythonProgramRunsTests::repr).collect(Collectors.joining(", ", "[", "]"));
			case OBJECT -> value.has("error") ? error(value.get("error"))
					: value.propertyStream()
						.map((field) -> "'" + field.getKey() + "': " + repr(field.getValue()))
						.collect(Collectors.joining(", ", "{", "}"));
			case STRING -> "'" + value.asString() + "'";
			case NULL -> "None";
			case BOOLEAN -> value.asBoolean() ? "True" : "False";
			default -> value.asString();
		};
	}

	private static String error(JsonNode error) {
		String message = error.get("message").asString();
		String errors = error.has("errors") ? error.get("errors")
			.valueStream()
			.map(PythonProgramRunsTests::error)
			.sorted()
			.collect(Collectors.joining(", ", ", [", "]")) : "";
		return error.get("type").asString() + (message.isEmpty() ? "()" : "('" + message + "'" + errors + ")");
	}

}
