package dev.asynclab.capacity;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import dev.asynclab.load.ExperimentApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The measurement over HTTP: its structure, its bounds and that nothing is left of it.
 * How fast a style is depends on the machine and is not tested.
 */
class CapacityApiTests extends ExperimentApi {

	// With an SLO that a busy machine meets, too. At a lower rate the warm-up takes
	// longer.
	private static final String SHORT = "/api/capacity?calls=2&delay=10ms&rate=40&duration=500ms&slo=5s";

	private static final String LONG = "/api/capacity?calls=2&delay=10ms&rate=20&duration=20s";

	@Autowired
	private Requests requests;

	CapacityApiTests() {
		super("capacity");
	}

	@Override
	protected int callsUnderWay() {
		return this.requests.callsUnderWay();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void measuresEachStyleBesideItsPredictionInOneOrder(int seed) throws Exception {
		JsonNode report = read(SHORT + "&seed=" + seed);
		assertThat(report.at("/mode").asString()).isEqualTo("measure");
		assertThat(report.at("/stopped").asBoolean(true)).isFalse();
		assertThat(styles(report)).containsExactly("async-pool", "webclient", "virtual-thread", "asyncio");
		assertThat(report.at("/styles").valueStream().map((style) -> style.at("/measured/offered").asLong()).distinct())
			.as("the same arrivals")
			.hasSize(1);
		assertThat(report.at("/styles").valueStream()).allSatisfy((style) -> {
			JsonNode measured = style.at("/measured");
			assertThat(measured.at("/completed").asLong()).isEqualTo(measured.at("/offered").asLong()).isPositive();
			assertThat(measured.at("/errors").isEmpty()).isTrue();
			assertThat(measured.at("/refused").asLong(-1)).isZero();
			assertThat(measured.at("/failed").asLong(-1)).isZero();
			assertThat(measured.at("/p50Ms").asDouble()).isGreaterThanOrEqualTo(10)
				.isLessThanOrEqualTo(measured.at("/p95Ms").asDouble());
			assertThat(measured.at("/p95Ms").asDouble()).isLessThanOrEqualTo(measured.at("/p99Ms").asDouble());
			assertThat(measured.at("/p99Ms").asDouble()).isLessThanOrEqualTo(measured.at("/maxMs").asDouble());
			assertThat(measured.at("/peakInFlight").asInt()).isPositive();
			assertThat(measured.at("/threads").asInt()).isPositive();
			assertThat(measured.at("/cpuMsPerRequest").asDouble()).isPositive();
			assertThat(style.at("/predicted/serviceMs").asDouble()).isGreaterThanOrEqualTo(10);
			assertThat(style.at("/predicted/p50Ms").asDouble()).isGreaterThanOrEqualTo(10);
			assertThat(style.at("/predicted/because").asString()).isNotEmpty();
			assertThat(style.at("/verdictSentence/code").asString()).startsWith("verdict.");
		});
		assertThat(report.at("/styles/2/predicted/utilisation").isNull()).isTrue();
		assertThat(report.at("/styles/2/predicted/capacity").isNull()).isTrue();
		assertThat(report.at("/styles/0/measured/threads").asInt()).isLessThanOrEqualTo(8);
		assertThat(report.at("/verdict").asString()).contains("async-pool");
		assertThat(report.at("/advice/0/text").asString()).isNotEmpty();
		assertThat(report.at("/advice/0/next").asString())
			.startsWith("curl 'localhost:" + this.port + "/api/capacity?calls=2&delay=10ms&rate=40");
		assertNothingIsLeft();
	}

	@Test
	void measuresWhatTheCallsOfAPlanDo() throws Exception {
		JsonNode report = read(
				SHORT + "&failRate=1&style=async-pool&style=asyncio&style=webclient&style=virtual-thread");
		assertThat(report.at("/styles").valueStream()).allSatisfy((style) -> {
			assertThat(style.at("/measured/completed").asLong(-1)).isZero();
			assertThat(style.at("/measured/failed").asLong()).isEqualTo(style.at("/measured/offered").asLong());
			assertThat(style.at("/measured/errors/503").asLong()).isEqualTo(style.at("/measured/offered").asLong());
			assertThat(style.at("/carries").asString()).isEqualTo("no");
			// Of a busy machine the verdict says that, too.
			assertThat(style.at("/verdictSentence").findValuesAsString("code")).contains("verdict.in-vain");
		});
		JsonNode blocking = read(SHORT + "&blockingShare=1&jitter=5ms");
		assertThat(blocking.at("/styles").valueStream())
			.allSatisfy((style) -> assertThat(style.at("/measured/completed").asLong()).isPositive());
		assertThat(blocking.at("/styles/1/predicted/bottleneck").asString()).isEqualTo("loop");
		assertNothingIsLeft();
	}

	@Test
	void predictsAtOnceBesideAnExperiment() throws Exception {
		try (Socket _ = stream(LONG)) {
			JsonNode report = read("/api/capacity?calls=3&delay=50ms&rate=60&threads=8&mode=predict");
			assertThat(report.at("/styles/0/predicted/capacity").asDouble()).isEqualTo(53.3);
			assertThat(report.at("/styles/0/carries").asString()).isEqualTo("no");
			assertThat(report.at("/styles").valueStream()).allSatisfy((style) -> {
				assertThat(style.at("/measured").isNull()).isTrue();
				assertThat(style.at("/predicted/serviceMs").asDouble()).isEqualTo(50);
				assertThat(style.at("/predicted/curve")).hasSize(16);
			});
			assertThat(read("/api/capacity?calls=3&delay=50ms&rate=60&threads=8&mode=predict")).isEqualTo(report);
			assertThat(isRunning()).isTrue();
		}
	}

	@Test
	void whatRunsBesideItSaysSo() throws Exception {
		try (Socket _ = stream(LONG)) {
			String scenario = """
					{"tasks": [{"name": "A", "delayMs": 10}], "combinator": "gather"}""";
			assertNamesTheExperiment(read("/api/gather?count=1&delay=1ms").at("/findings/0"));
			assertNamesTheExperiment(post("/api/scenarios?clock=real", scenario).at("/lab/findings/0"));
			assertThat(post("/api/scenarios?clock=virtual", scenario).at("/lab/findings")).isEmpty();
			// The machine may be too busy for a pitfall: a 429.
			await().atMost(CEILING)
				.untilAsserted(() -> assertNamesTheExperiment(read("/api/pitfalls/future-cancel").at("/findings/0")));
			await().atMost(CEILING)
				.untilAsserted(() -> assertThat(get("/api/pitfalls/future-cancel?format=text", 200).body()).contains(
						"The experiment capacity kept the machine busy",
						"see:\ncurl 'localhost:" + this.port + "/api/pitfalls/future-cancel?format=text'"));
			assertThat(isRunning()).isTrue();
		}
	}

	private static void assertNamesTheExperiment(JsonNode finding) {
		assertThat(finding.at("/code").asString()).isEqualTo("finding.beside");
		assertThat(finding.at("/textSentence/args/0").asString()).isEqualTo("capacity");
		assertThat(finding.at("/see").asString()).startsWith("curl 'localhost:");
	}

	private JsonNode post(String path, String body) throws IOException, InterruptedException {
		HttpResponse<String> answer = this.client.send(HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).isEqualTo(200);
		return this.json.readTree(answer.body());
	}

	@Test
	void findsTheTippingPoint() throws Exception {
		JsonNode report = read("/api/capacity?calls=2&delay=10ms&rate=20&threads=1&duration=500ms&mode=find"
				+ "&style=async-pool&slo=2s&arrivals=constant");
		assertThat(styles(report)).containsExactly("async-pool");
		assertThat(report.at("/styles/0/predicted/tippingPoint").asDouble()).isPositive();
		JsonNode measured = report.at("/styles/0/measured");
		assertThat(measured.at("/probes")).isNotEmpty().allSatisfy((probe) -> {
			assertThat(probe.at("/style").asString()).isEqualTo("async-pool");
			assertThat(probe.at("/rate").asDouble()).isPositive();
			assertThat(probe.at("/held").isBoolean()).isTrue();
		});
		assertThat(measured.at("/tippingPoint").isNumber() || measured.at("/tippingPoint").isNull()).isTrue();
		assertThat(measured.at("/search").asString()).isIn("found", "at-no-rate", "at-every-rate", "out-of-time");
		assertThat(report.at("/lessonSentence/code").asString()).isEqualTo("capacity.lesson-constant");
		assertNothingIsLeft();
	}

	@Test
	void isDrawnAndStreamed() throws Exception {
		assertThat(get(SHORT + "&style=webclient&format=text", 200).body())
			.startsWith("capacity: 40 requests a second");
		assertThat(get(SHORT + "&mode=predict&format=svg", 200).body()).startsWith("<?xml").contains("<polyline");
		HttpResponse<String> answer = this.client
			.send(HttpRequest.newBuilder(uri(SHORT + "&style=webclient&style=asyncio"))
				.header("Accept", "text/event-stream")
				.build(), HttpResponse.BodyHandlers.ofString());
		List<String> events = List.of(answer.body().split("\n\n", -1))
			.stream()
			.filter((event) -> !event.isBlank() && !event.startsWith(":"))
			.toList();
		assertThat(events.getLast()).startsWith("event:report\ndata:{\"mode\":\"measure\"");
		assertThat(events.subList(0, events.size() - 1)).isNotEmpty()
			.allMatch((event) -> event.startsWith("data:{\"atMs\":"));
		assertThat(events.toString()).contains("\"phase\":\"webclient\"", "\"phase\":\"asyncio\"");
	}

	@Test
	void runsOneAtATimeWithTheOtherExperiments() throws Exception {
		try (Socket _ = stream(LONG)) {
			for (String path : List.of(SHORT, SHORT + "&mode=find", "/api/collapse")) {
				HttpResponse<String> refused = get(path, 429);
				assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow())).isPositive();
				assertThat(refused.body()).contains("curl -X DELETE 'localhost:", "/api/capacity'");
			}
			assertThat(delete("/api/collapse")).isEqualTo("{\"stopped\":false}");
			assertThat(isRunning()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&mode=find" })
	void isStoppedByDeleteAndReportsWhatItHas(String mode) throws Exception {
		CompletableFuture<HttpResponse<String>> report = send(LONG + mode);
		await().atMost(CEILING).until(() -> callsUnderWay() > 0);
		assertThat(styles(stopped(report))).hasSize(4);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/event-stream", "application/json", "image/svg+xml" })
	void isStoppedByAHangUp(String accept) throws IOException {
		isStoppedByAHangUp(LONG, accept);
	}

	/**
	 * Of each style alone, whose calls are long: they don't end by themselves. Most of
	 * those of the pool wait in its queue.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "async-pool", "webclient", "virtual-thread", "asyncio" })
	void stoppingEndsTheCalls(String style) throws Exception {
		CompletableFuture<HttpResponse<String>> report = send(
				"/api/capacity?calls=50&delay=5s&rate=40&duration=20s&threads=2&style=" + style);
		await().atMost(CEILING).until(() -> callsUnderWay() >= 50);
		delete("/api/capacity");
		assertThat(report.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		assertThat(callsUnderWay()).isZero();
		assertNothingIsLeft();
	}

	@Test
	void twentyClientsThatStartStopAndHangUpLeaveNothing() throws Exception {
		IntFunction<String> path = (number) -> SHORT + "&style=webclient&style=async-pool&seed=" + number;
		twentyClientsStartStopAndHangUp(path, (number) -> path.apply(number) + "&mode=find");
	}

	@ParameterizedTest
	@ValueSource(strings = { "calls=0", "calls=51", "rate=0", "rate=1001", "delay=0ms", "delay=6s", "jitter=6s",
			"failRate=-0.1", "failRate=1.1", "failRate=NaN", "blockingShare=1.1", "threads=0", "threads=201",
			"connections=0", "connections=1001", "duration=100ms", "duration=21s", "slo=0ms", "arrivals=regular",
			"mode=guess", "style=request-thread", "seed=x", "url=x" })
	void refusesBadInput(String query) throws Exception {
		for (String mode : List.of("", "&mode=predict")) {
			String path = "/api/capacity?" + query + (query.startsWith("mode") ? "" : mode);
			JsonNode problem = this.json.readTree(get(path, 400).body());
			assertThat(problem.at("/parameter").asString()).isEqualTo(query.substring(0, query.indexOf('=')));
			assertThat(problem.at("/allowed").asString()).isNotEmpty();
		}
	}

	@Test
	void manyCallsBoundTheRate() throws Exception {
		JsonNode problem = this.json.readTree(get("/api/capacity?calls=50&rate=61&mode=predict", 400).body());
		assertThat(problem.at("/parameter").asString()).isEqualTo("rate");
		assertThat(problem.at("/allowed").asString()).isEqualTo("1 to 60");
	}

	@Test
	void aRequestOfNoExperimentIsNotServed() throws Exception {
		assertThat(get(RequestController.PATH + "?number=1", 400).body()).contains("X-Async-Lab-Experiment");
		HttpResponse<String> stale = this.client.send(HttpRequest.newBuilder(uri(RequestController.PATH + "?number=1"))
			.header("X-Async-Lab-Experiment", "over")
			.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(stale.statusCode()).isEqualTo(404);
		assertThat(get("/v3/api-docs", 200).body()).contains("/api/capacity").doesNotContain(RequestController.PATH);
	}

	private static List<String> styles(JsonNode report) {
		return report.at("/styles").valueStream().map((style) -> style.at("/style").asString()).toList();
	}

	private JsonNode read(String path) throws IOException, InterruptedException {
		return this.json.readTree(get(path, 200).body());
	}

}
