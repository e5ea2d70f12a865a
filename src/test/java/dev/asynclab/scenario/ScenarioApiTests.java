package dev.asynclab.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.asynclab.LabTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scenarios over HTTP.
 */
@LabTest
class ScenarioApiTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	/**
	 * How many times as long the real clock's ticks are, so that a busy machine rounds to
	 * the same ones; the next is tried where it did not.
	 */
	private static final int[] STRETCHES = { 4, 8, 16, 24 };

	private static final Set<String> TIMES = Set.of("delayMs", "cleanupMs", "timeoutMs", "atMs", "tickMs", "startMs",
			"endMs");

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	static Stream<JsonNode> golden() {
		return lines("/asyncio/golden.jsonl");
	}

	/**
	 * One in six; not debugged, since that tells milliseconds.
	 */
	static Stream<JsonNode> sample() {
		List<JsonNode> lines = golden().filter((line) -> !line.at("/scenario/debug").asBoolean(false)).toList();
		return IntStream.range(0, 44).mapToObj((i) -> lines.get(i * 6));
	}

	@Test
	void equalPythonsOnTheVirtualClock() {
		assertThat(golden()).hasSize(300).allSatisfy((line) -> {
			JsonNode answer = post("?clock=virtual", line.get("scenario").toString(), 200);
			assertThat(OutcomeDiff.of(line.get("outcome"), answer)).as(line.get("scenario").toString()).isEmpty();
			assertThat(answer.get("lab").toString())
				.isEqualTo("{\"style\":\"asyncio\",\"clock\":\"virtual\",\"io\":\"timer\"}");
		});
	}

	@ParameterizedTest
	@MethodSource("sample")
	@Execution(ExecutionMode.CONCURRENT)
	void equalPythonsOnTheRealClock(JsonNode line) {
		List<String> differences = List.of();
		for (int stretch : STRETCHES) {
			JsonNode answer = post("", stretched(line.get("scenario"), stretch).toString(), 200);
			assertThat(answer.at("/lab/clock").asString()).isEqualTo("real");
			differences = OutcomeDiff.of(stretched(line.get("outcome"), stretch), answer);
			if (differences.isEmpty()) {
				return;
			}
		}
		assertThat(differences).as(line.get("scenario").toString()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			{"tasks":[{"name":"A"},{"name":"B"},{"name":"C","delayMs":-1}],"combinator":"gather"};tasks[2].delayMs
			{"tasks":[{"name":"A","delay":1}],"combinator":"gather"};tasks[0].delay
			{"tasks":[{"name":"A"}],"combinator":"collect"};combinator
			{"tasks":[{"name":"A"}]};combinator
			{"tasks":[{"name":"A"}],"combinator":"gather","cancelAt":{"target":"Z","atMs":1}};cancelAt.target
			{"tasks":[{"name":"A","delayMs":99999999999}],"combinator":"gather"};tasks[0].delayMs
			not json;body
			[];body
			""")
	void namesThePathOfWhatIsWrong(String scenario, String path) {
		assertThat(post("?clock=virtual", scenario, 400).at("/parameter").asString()).isEqualTo(path);
	}

	@Test
	void showsWhatIsNoJson() {
		JsonNode problem = post("?clock=virtual", "{tasks:" + "x".repeat(1000), 400);
		assertThat(problem.at("/value").asString()).startsWith("{tasks:xxx").hasSizeLessThan(200);
		assertThat(problem.at("/detail").asString()).contains("is not allowed");
	}

	@Test
	void refusesWhatIsTooLarge() {
		post("", "[" + " ".repeat(300_000) + "]", 413);
	}

	@Test
	void saysWhatAStyleCantDo() {
		JsonNode problem = post("?style=async-pool", "{\"tasks\":[{\"name\":\"A\"}],\"combinator\":\"gather\"}", 422);
		assertThat(problem.at("/nearest").asString()).isEqualTo("style=asyncio");
	}

	private JsonNode post(String query, String body, int status) {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.port + "/api/scenarios" + query))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		HttpResponse<String> answer = this.client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		return JSON.readTree(answer.body());
	}

	private static JsonNode stretched(JsonNode node, int stretch) {
		if (node instanceof ObjectNode object) {
			ObjectNode copy = JSON.createObjectNode();
			object.properties()
				.forEach((property) -> copy.set(property.getKey(),
						(TIMES.contains(property.getKey()) && property.getValue().isNumber())
								? JSON.getNodeFactory().numberNode(property.getValue().asInt() * stretch)
								: stretched(property.getValue(), stretch)));
			return copy;
		}
		if (node instanceof ArrayNode array) {
			ArrayNode copy = JSON.createArrayNode();
			array.forEach((item) -> copy.add(stretched(item, stretch)));
			return copy;
		}
		return node;
	}

	private static Stream<JsonNode> lines(String resource) {
		try (InputStream stream = ScenarioApiTests.class.getResourceAsStream(resource)) {
			String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
			return List.of(text.split("\n", -1)).stream().filter((line) -> !line.isBlank()).map(JSON::readTree);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
