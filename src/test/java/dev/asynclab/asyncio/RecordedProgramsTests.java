package dev.asynclab.asyncio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random programs whose outcome in CPython 3.13 is recorded: what {@code programs.py}
 * printed. {@link FreshProgramsTests} makes new ones.
 */
class RecordedProgramsTests {

	/** A program takes milliseconds. */
	private static final Duration HANG = Duration.ofSeconds(60);

	@ParameterizedTest
	@MethodSource("programs")
	void goTheSameWayAsInPython(Recorded recorded) throws InterruptedException {
		ProgramComparison comparison = ProgramComparison.start(recorded.line());
		comparison.awaitEnd(HANG);
		assertThat(comparison.difference()).isNull();
	}

	static Stream<Recorded> programs() throws IOException {
		return Files.readAllLines(Path.of("src/test/resources/asyncio/programs.jsonl"))
			.stream()
			.map((line) -> new Recorded(JsonMapper.shared().readTree(line)));
	}

	record Recorded(JsonNode line) {

		@Override
		public String toString() {
			return "seed " + this.line.get("program").get("seed");
		}

	}

}
