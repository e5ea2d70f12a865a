package dev.asynclab.scenario;

import java.time.Duration;

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
				.isEqualTo(PythonProgram.of(PARSER.parse(scenario)));
		});
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
