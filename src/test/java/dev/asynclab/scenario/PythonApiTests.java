package dev.asynclab.scenario;

import java.time.Duration;
import java.util.Objects;

import dev.asynclab.LabTest;
import dev.asynclab.scenario.grammar.ScenarioParser;
import dev.asynclab.scenario.python.PythonProgram;
import dev.asynclab.scenario.run.StyleFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Programs for CPython over HTTP.
 */
@LabTest
class PythonApiTests {

	private static final String TIES = """
			{"tasks":[{"name":"A","delayMs":100},{"name":"B","delayMs":100}],"combinator":"gather"}""";

	private static final ScenarioParser PARSER = new ScenarioParser(200, Duration.ofMinutes(10), 262_144);

	@Autowired
	private RestTestClient client;

	@Test
	void answersWithTheProgram() {
		assertThat(StyleFixture.golden().stream().limit(20)).allSatisfy((line) -> {
			JsonNode scenario = line.get("scenario");
			this.client.post()
				.uri("/api/scenarios/python")
				.contentType(MediaType.APPLICATION_JSON)
				.body(scenario.toString())
				.exchange()
				.expectStatus()
				.isOk()
				.expectHeader()
				.contentType("text/x-python;charset=UTF-8")
				.expectBody(String.class)
				.isEqualTo(PythonProgram.of(PARSER.parse(scenario)).text());
		});
	}

	@ParameterizedTest
	@CsvSource({ "text/plain, text/plain;charset=UTF-8", "text/x-python, text/x-python;charset=UTF-8",
			"*/*, text/x-python;charset=UTF-8" })
	void answersWithTheSameTextForAnyReaderOfText(String accept, String type) {
		assertThat(text("", accept, type)).startsWith("\"\"\"For CPython 3.13");
		assertThat(text("?format=text", accept, "text/plain;charset=UTF-8")).isEqualTo(text("", accept, type));
	}

	private String text(String query, String accept, String type) {
		return Objects.requireNonNull(this.client.post()
			.uri("/api/scenarios/python" + query)
			.contentType(MediaType.APPLICATION_JSON)
			.header("Accept", accept)
			.body(TIES)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentType(type)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	@Test
	void saysAsJsonWhereInTheProgramIsWhat() {
		JsonNode program = JsonMapper.shared()
			.readTree(this.client.post()
				.uri("/api/scenarios/python?format=json")
				.contentType(MediaType.APPLICATION_JSON)
				.body(TIES)
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.returnResult()
				.getResponseBody());
		String text = program.get("text").asString();
		assertThat(text).isEqualTo(text("", "text/plain", "text/plain;charset=UTF-8"));
		assertThat(program.get("places")
			.valueStream()
			.map((place) -> place.get("task").asString() + " " + place.get("statement").asString()))
			.contains("A work", "B work", "A end", "outer await", "outer end");
		int line = program.at("/places/0/lines/0").asInt();
		assertThat(text.lines().toList().get(line - 1)).contains("await asyncio.sleep(0.1)");
		assertThat(program.at("/story/from").asInt()).isLessThanOrEqualTo(line);
		assertThat(program.at("/story/to").asInt()).isGreaterThan(line);
		assertThat(program.get("ties").asString()).startsWith("Some times are equal here.");
		assertThat(program.at("/tiesSentence/code").asString()).isEqualTo("python.ties");
	}

	@Test
	void keepsLettersOfAllScripts() {
		this.client.post()
			.uri("/api/scenarios/python")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"tasks\":[{\"name\":\"任务\"}],\"combinator\":\"gather\"}")
			.exchange()
			.expectBody(String.class)
			.value((text) -> assertThat(text).contains("note(\"任务\", \"started\")"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			{"tasks":[{"name":"A"},{"name":"B","delayMs":-1}],"combinator":"gather"};tasks[1].delayMs
			{"tasks":[{"name":"A"}],"combinator":"collect"};combinator
			not json;body
			""")
	void refusesWhatScenariosRefuse(String scenario, String parameter) {
		assertThat(problem("/api/scenarios/python", scenario, HttpStatus.BAD_REQUEST).get("parameter").asString())
			.isEqualTo(parameter);
		assertThat(problem("/api/scenarios/python", scenario, HttpStatus.BAD_REQUEST).get("detail"))
			.isEqualTo(problem("/api/scenarios?clock=virtual", scenario, HttpStatus.BAD_REQUEST).get("detail"));
	}

	@Test
	void refusesWhatIsTooLarge() {
		problem("/api/scenarios/python", "[" + " ".repeat(300_000) + "]", HttpStatus.CONTENT_TOO_LARGE);
	}

	private JsonNode problem(String path, String scenario, HttpStatus status) {
		return JsonMapper.shared()
			.readTree(this.client.post()
				.uri(path)
				.contentType(MediaType.APPLICATION_JSON)
				.body(scenario)
				.exchange()
				.expectStatus()
				.isEqualTo(status)
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.expectBody()
				.returnResult()
				.getResponseBody());
	}

}
