package dev.asynclab.lesson;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.asynclab.LabTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the OpenAPI document says of the lessons' parameters is what they do.
 */
@LabTest
// A thread for each of the jobs that run at once, or a time limit would count the wait.
@TestPropertySource(properties = { "asynclab.limits.blocking-runs=8", "asynclab.async-pool.threads=100" })
@Execution(ExecutionMode.CONCURRENT)
class DocumentedParametersTests {

	private static final Duration CEILING = Duration.ofSeconds(60);

	private final JsonMapper json = new JsonMapper();

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	private JsonNode document = this.json.nullNode();

	@BeforeEach
	void readDocument() {
		this.document = get("/v3/api-docs");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/hello", "/api/run", "/api/sequential", "/api/create-task", "/api/gather",
			"/api/wait", "/api/wait-for", "/api/timeout", "/api/as-completed", "/api/task-group", "/api/shield",
			"/api/to-thread", "/api/queue", "/api/compare" })
	void theDefaultsOfTheDocumentAreThoseOfTheCode(String path) {
		UriComponentsBuilder explicit = UriComponentsBuilder.fromPath(path);
		List<String> documented = new ArrayList<>();
		parameters(path).forEach((parameter) -> {
			String name = parameter.at("/name").asString();
			JsonNode value = parameter.at("/schema/default");
			if (!value.isMissingNode()) {
				documented.add(name);
				values(value).forEach((text) -> explicit.queryParam(name, text));
			}
		});
		assertThat(documented).isNotEmpty();
		// Again, where a busy machine had not done in time what a time limit waits for.
		await().atMost(CEILING)
			.untilAsserted(() -> assertThat(plan(get(explicit.build().toUriString()))).isEqualTo(plan(get(path))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/run", "/api/sequential", "/api/create-task", "/api/gather", "/api/wait",
			"/api/wait-for", "/api/timeout", "/api/as-completed", "/api/task-group", "/api/shield", "/api/to-thread",
			"/api/compare" })
	void everyExampleOfTheDocumentRuns(String path) {
		JsonNode job = parameters(path).filter((parameter) -> parameter.at("/name").asString().equals("job"))
			.findFirst()
			.orElseThrow();
		assertThat(job.at("/examples")).hasSize(3).allSatisfy((example) -> {
			UriComponentsBuilder uri = UriComponentsBuilder.fromPath(path);
			values(example.at("/value")).forEach((text) -> uri.queryParam("job", text));
			assertThat(plan(get(uri.build().toUriString())))
				.contains(values(example.at("/value")).findFirst().orElseThrow().replaceFirst(":.*", ""));
		});
	}

	@Test
	void offersJsonFirstAndPicturesAsText() {
		JsonNode content = this.document.at("/paths/~1api~1gather/get/responses/200/content");
		assertThat(content.propertyNames()).containsExactlyInAnyOrder("application/json", "text/plain", "image/svg+xml",
				"text/event-stream");
		assertThat(content.at("/text~1event-stream/schema/type").asString()).isEqualTo("string");
		assertThat(content.at("/text~1plain/schema/type").asString()).isEqualTo("string");
		assertThat(content.at("/application~1json/schema").toString()).contains("/Report");
		assertThat(this.document.at("/paths/~1api~1gather/get/operationId").asString()).isEqualTo("gather");
	}

	@Test
	void theNextCommandsLeadThroughTheLessons() {
		List<String> visited = new ArrayList<>();
		String path = "/api/hello?delay=10ms";
		while (!visited.contains(path)) {
			visited.add(path);
			JsonNode report = get(path);
			String next = report.has("runs") ? report.at("/runs/0/next").asString() : report.at("/next").asString();
			assertThat(next).matches("curl 'localhost:\\d+/api/[^']+&?format=text'");
			path = next.replaceFirst("curl 'localhost:\\d+", "").replaceFirst("[?&]format=text'$", "");
		}
		assertThat(visited).hasSizeGreaterThan(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/run?count=1&delay=1ms", "/api/sequential?count=1&delay=1ms",
			"/api/create-task?count=1&delay=1ms", "/api/gather?count=1&delay=1ms", "/api/wait?count=1&delay=1ms",
			"/api/wait-for?count=1&delay=1ms", "/api/timeout?count=1&delay=1ms", "/api/as-completed?count=1&delay=1ms",
			"/api/task-group?count=1&delay=1ms", "/api/shield?count=1&delay=1ms", "/api/to-thread?count=1&delay=1ms",
			"/api/queue?items=1&delay=1ms" })
	void theNextCommandOfEachLessonRuns(String path) {
		String next = get(path).at("/next").asString();
		assertThat(next).matches("curl 'localhost:\\d+/api/[^']+[&?]format=text'");
		get(next.replaceFirst("curl 'localhost:\\d+", "").replaceFirst("[?&]format=text'$", ""));
	}

	private Stream<JsonNode> parameters(String path) {
		return this.document.at("/paths").path(path).at("/get/parameters").valueStream();
	}

	private static Stream<String> values(JsonNode value) {
		return value.isArray() ? value.valueStream().map(JsonNode::asString) : Stream.of(value.asString());
	}

	private static String plan(JsonNode answer) {
		Stream<JsonNode> runs = answer.has("runs") ? answer.at("/runs").valueStream() : Stream.of(answer);
		return runs
			.map((run) -> run.at("/concept") + " " + run.at("/style") + " " + result(run) + " " + run.at("/python")
					+ " " + run.at("/tasks").valueStream().map((task) -> task.at("/name").asString()).toList())
			.toList()
			.toString();
	}

	// Consumers that work at the same time may end in any order.
	private static String result(JsonNode run) {
		JsonNode value = run.at("/result/value");
		return run.at("/concept").asString().equals("queue")
				? value.valueStream().map(JsonNode::asString).sorted().toList().toString() : value.toString();
	}

	private JsonNode get(String path) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build();
		HttpResponse<String> answer = this.client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
		assertThat(answer.statusCode()).as(path).isEqualTo(200);
		return this.json.readTree(answer.body());
	}

}
