package dev.asynclab.scenario;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.asynclab.LabTest;
import dev.asynclab.job.Style;
import dev.asynclab.scenario.run.OutcomeDiff;
import dev.asynclab.scenario.run.StyleFixture;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Scenarios over HTTP.
 */
@LabTest
class ScenarioApiTests {

	private static final Duration CEILING = Duration.ofSeconds(60);

	private static final JsonMapper JSON = JsonMapper.shared();

	/**
	 * How many times as long the real clock's ticks are, so that a busy machine rounds to
	 * the same ones; the next is tried where it did not.
	 */
	private static final int[] STRETCHES = { 4, 8, 16, 24 };

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@Autowired
	private MeterRegistry meters;

	@LocalServerPort
	private int port;

	static Stream<JsonNode> golden() {
		return StyleFixture.golden().stream();
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
				.startsWith("{\"style\":\"asyncio\",\"clock\":\"virtual\",\"io\":\"timer\",\"wallMs\":");
		});
	}

	@Test
	void saysWhoWasReadyWhileAnotherBlocked() {
		JsonNode lab = post("?clock=virtual", """
				{"tasks": [{"name": "A", "delayMs": 500}, {"name": "B", "delayMs": 1500, "blocking": true}],
				 "combinator": "gather"}""", 200).get("lab");
		assertThat(lab.at("/tasks/0/segments").toString()).isEqualTo("[{\"state\":\"awaiting\",\"fromMs\":0.0,"
				+ "\"toMs\":500.0},{\"state\":\"ready\",\"fromMs\":500.0,\"toMs\":1500.0}]");
		assertThat(lab.at("/tasks/1/segments").toString())
			.isEqualTo("[{\"state\":\"blocking\",\"fromMs\":0.0,\"toMs\":1500.0,\"thread\":\"asyncio\"}]");
		assertThat(lab.at("/stalls").toString()).startsWith(
				"[{\"atMs\":0.0,\"durationMs\":1500.0,\"loop\":\"asyncio\",\"culprit\":\"time.sleep(1.5) (scenario.py:");
		assertThat(List.of(lab.at("/wallMs").asDouble(), lab.at("/sumMs").asDouble(), lab.at("/longestMs").asDouble(),
				lab.at("/speedup").asDouble()))
			.containsExactly(1500.0, 2000.0, 1500.0, 1.33);
		assertThat(lab.at("/findings")).hasSize(1);
		assertThat(lab.at("/findings/0/text").asString())
			.isEqualTo("A blocking call kept the event loop for 1.50 s. A was ready, and waited 1.00 s for its turn.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			textBlock = """
					[{"name":"A","delayMs":500},{"name":"B","delayMs":500}];"sequential";finding.one-after-other
					[{"name":"A","delayMs":500,"blocking":true},{"name":"B","delayMs":500,"blocking":true}];"sequential";finding.blocked-loop
					[{"name":"A","delayMs":900},{"name":"B","delayMs":500,"outcome":"fail"}];"gather";finding.siblings
					[{"name":"A","delayMs":900},{"name":"B","delayMs":500}];{"type":"gather","tasks":["B"]};finding.not-awaited
					[{"name":"A","delayMs":100,"outcome":"fail"},{"name":"B","delayMs":500}];{"type":"gather","tasks":["B"]};finding.lost-error
					[{"name":"A","delayMs":100},{"name":"B","delayMs":200}];"gather";
					""")
	void findsWhatTheFiguresShow(String tasks, String combinator, @Nullable String code) {
		JsonNode lab = post("?clock=virtual", "{\"tasks\":" + tasks + ",\"combinator\":" + combinator + "}", 200)
			.get("lab");
		assertThat(lab.at("/findings").valueStream().map((finding) -> finding.get("code").asString()))
			.containsExactlyElementsOf((code != null) ? List.of(code) : List.of());
	}

	@ParameterizedTest
	@MethodSource("sample")
	@Execution(ExecutionMode.CONCURRENT)
	void equalPythonsOnTheRealClock(JsonNode line) {
		List<String> differences = List.of();
		for (int stretch : STRETCHES) {
			JsonNode answer = post("", StyleFixture.stretched(line.get("scenario"), stretch).toString(), 200);
			assertThat(answer.at("/lab/clock").asString()).isEqualTo("real");
			differences = OutcomeDiff.of(StyleFixture.stretched(line.get("outcome"), stretch), answer);
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
			{"tasks":[{"name":"A","then":"put","value":"a"}],"combinator":"gather","queue":"priority"};tasks[0].value
			{"tasks":[{"name":"A","delayMs":99999999999}],"combinator":"gather"};tasks[0].delayMs
			not json;body
			{"tasks":[{"name":"a\\tb"}],"combinator":"gather"};tasks[0].name
			{"tasks":[{"name":"a\\u2028b"}],"combinator":"gather"};tasks[0].name
			[];body
			""")
	void namesThePathOfWhatIsWrong(String scenario, String path) {
		assertThat(post("?clock=virtual", scenario, 400).at("/parameter").asString()).isEqualTo(path);
	}

	@Test
	void showsWhatIsNoJson() {
		JsonNode problem = post("?clock=virtual", "{tasks:" + "x".repeat(1000), 400);
		assertThat(problem.at("/value").asString()).startsWith("{tasks:xxx").hasSizeLessThan(200);
		assertThat(problem.at("/detail").asString())
			.endsWith("is not allowed; allowed: JSON; it breaks off or goes wrong in line 1, column 2.");
	}

	@Test
	void refusesWhatIsTooLarge() {
		post("", "[" + " ".repeat(300_000) + "]", 413);
	}

	@ParameterizedTest
	@Execution(ExecutionMode.CONCURRENT)
	@CsvSource(delimiter = ';',
			textBlock = """
					?style=async-pool&clock=virtual;{"tasks":[{"name":"A"}],"combinator":"gather"};clock=virtual;clock=real
					?style=webclient&clock=virtual;{"tasks":[{"name":"A"}],"combinator":"gather"};clock=virtual;clock=real
					?style=virtual-thread;{"tasks":[{"name":"A"}],"combinator":"gather","debug":true};debug;style=asyncio
					?style=async-pool;{"tasks":[{"name":"A"}],"combinator":"gather","afterReturn":"run"};afterReturn;style=virtual-thread
					?style=webclient;{"tasks":[{"name":"A"},{"name":"B","onCancel":"return"}],"combinator":"gather"};tasks[1].onCancel;style=virtual-thread
					?style=async-pool;{"tasks":[{"name":"A"},{"name":"B","then":"put"}],"combinator":"gather"};tasks[1].then;style=asyncio
					?style=webclient;{"tasks":[{"name":"A","then":"barrier"}],"combinator":"gather"};tasks[0].then;style=asyncio
					?style=virtual-thread;{"tasks":[{"name":"A","then":"wait"}],"combinator":"gather"};tasks[0].then;style=asyncio
					?style=webclient;{"tasks":[{"name":"A"},{"name":"B"}],"combinator":{"type":"sequential","tasks":["A"]},"concurrency":1};concurrency;style=virtual-thread
					""")
	void saysWhatAStyleCantDo(String query, String scenario, String part, String nearest) {
		JsonNode problem = post(query, scenario, 422);
		assertThat(problem.at("/detail").asString()).startsWith(part + " in style ").endsWith("Nearest: " + nearest);
		assertThat(problem.at("/nearest").asString()).isEqualTo(nearest);
	}

	@ParameterizedTest
	@Execution(ExecutionMode.CONCURRENT)
	@ValueSource(strings = { "async-pool", "webclient", "virtual-thread" })
	void runsInEachStyleOfSprings(String style) {
		JsonNode answer = post("?style=" + style,
				"""
						{"tasks": [{"name": "A", "delayMs": 2000, "value": "a"},
						           {"name": "B", "delayMs": 200, "outcome": "fail", "error": {"type": "OSError", "message": "B broke"}},
						           {"name": "C", "delayMs": 60000}],
						"combinator": {"type": "gather", "tasks": ["A", "B"]}, "cancelAt": {"target": "C", "atMs": 600}, "tickMs": 200}""",
				200);
		assertThat(answer.at("/lab").toString())
			.startsWith("{\"style\":\"" + style + "\",\"clock\":\"real\",\"io\":\"timer\",");
		assertThat(answer.at("/lab/tasks").valueStream().map((task) -> task.at("/segments/0/fromMs").asDouble()))
			.containsExactly(0.0, 0.0, 0.0);
		assertThat(answer.at("/lab/findings").valueStream().map((finding) -> finding.get("code").asString()))
			.contains("finding.siblings", "finding.not-awaited");
		assertThat(answer.at("/lab/findings/0/see").asString()).startsWith("curl 'localhost:");
		assertThat(answer.at("/result/error/message").asString()).isEqualTo("B broke");
		assertThat(answer.at("/pendingAtReturn").toString()).isEqualTo("[\"A\",\"C\"]");
		assertThat(answer.at("/tasks/A/value").asString()).isEqualTo("a");
		assertThat(answer.at("/tasks/C/state").asString()).isEqualTo("cancelled");
		assertThat(answer.at("/cancels/0/accepted").asBoolean()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HAZELCAST")
	void endsWhenItsClientHangsUp(Style style) {
		await().atMost(CEILING).until(() -> admittedTasks() == 0);
		try (HttpClient http2 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
			// The first request asks for the upgrade, which one with a body can't.
			http2.sendAsync(HttpRequest.newBuilder(uri("/actuator/health")).build(), BodyHandlers.discarding()).join();
			CompletableFuture<?> answer = http2.sendAsync(request("?style=" + style.id(),
					"""
							{"tasks": [{"name": "A", "delayMs": 60000}, {"name": "B", "delayMs": 60000, "cleanupMs": 1}],
							"combinator": {"type": "waitFor", "timeoutMs": 50000, "of": {"type": "shield", "of": "gather"}}}"""),
					BodyHandlers.discarding());
			await().atMost(CEILING).until(() -> admittedTasks() == 2);
			answer.cancel(true);
			await().atMost(CEILING).until(() -> admittedTasks() == 0);
		}
		await().atMost(CEILING)
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("scenario")));
	}

	@Test
	void refusesWhatTheEightThreadsOfThePoolCantDoInTime() {
		String tasks = IntStream.range(0, 200)
			.mapToObj((i) -> "{\"name\":\"t" + i + "\",\"delayMs\":60000}")
			.collect(Collectors.joining(","));
		String scenario = "{\"tasks\":[" + tasks + "],\"combinator\":\"gather\"}";
		assertThat(post("?style=async-pool", scenario, 400).at("/parameter").asString()).isEqualTo("tasks");
	}

	@Test
	void refusesWhatTakesTooLongOnTheRealClock() {
		String scenario = "{\"tasks\":[{\"name\":\"A\",\"delayMs\":400000},{\"name\":\"B\",\"delayMs\":400000}],"
				+ "\"combinator\":\"sequential\"}";
		assertThat(post("", scenario, 400).at("/parameter").asString()).isEqualTo("tasks");
	}

	private JsonNode post(String query, String body, int status) {
		HttpResponse<String> answer = this.client.sendAsync(request(query, body), BodyHandlers.ofString()).join();
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		return JSON.readTree(answer.body());
	}

	private HttpRequest request(String query, String body) {
		return HttpRequest.newBuilder(uri("/api/scenarios" + query))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	private double admittedTasks() {
		return this.meters.get("asynclab.admitted.tasks").gauge().value();
	}

}
