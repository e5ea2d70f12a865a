package dev.asynclab.storm;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import dev.asynclab.load.ExperimentApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The experiment over HTTP: its structure, its bounds and that nothing is left of it.
 * Whether a service goes down depends on the machine and is not tested.
 */
class StormApiTests extends ExperimentApi {

	// With a time-out that a busy machine meets, too. At a lower rate the warm-up takes
	// longer.
	private static final String CALM = "/api/retry-storm?rate=40&delay=10ms&threads=4&queue=20&timeout=5s&phase=500ms"
			+ "&arrivals=constant";

	private static final String LONG = "/api/retry-storm?rate=40&delay=20ms&threads=1&queue=20&timeout=100ms"
			+ "&phase=20s";

	@Autowired
	private StormCalls calls;

	@Autowired
	private ApplicationContext context;

	StormApiTests() {
		super("retry-storm");
	}

	@Override
	protected int callsUnderWay() {
		return this.calls.underWay();
	}

	@ParameterizedTest
	@CsvSource({ "stop-work, async-pool, StopWork, service", "limit, async-pool, LimitFutures, service",
			"limit, virtual-thread, LimitBlocking, service", "backoff, async-pool, BackOff, client",
			"budget, virtual-thread, RetryBudget, client", "breaker, async-pool, Breaker, client",
			"deadline, async-pool, Deadline, service", "deadline, virtual-thread, Deadline, service",
			"stop-work, virtual-thread, StopWork, service" })
	void measuresEachPhaseBesideItsPrediction(String cure, String on, String source, String side) throws Exception {
		// Again, where the machine was too busy for a healthy phase.
		JsonNode report = await().atMost(CEILING)
			.until(() -> read(CALM + "&on=" + on + "&cure=" + cure),
					(it) -> !it.at("/lessonSentence/code").asString().equals("storm.unhealthy"));
		assertThat(report.at("/on").asString()).isEqualTo(on);
		assertThat(report.at("/cure").asString()).isEqualTo(cure);
		assertThat(report.at("/side").asString()).isEqualTo(side);
		assertThat(report.at("/stopped").asBoolean(true)).isFalse();
		assertThat(names(report)).containsExactly("healthy", "trigger", "after", "cured");
		assertThat(report.at("/phases").valueStream()).allSatisfy((phase) -> {
			assertThat(phase.at("/offered").asDouble()).isPositive();
			assertThat(phase.at("/goodput").asDouble(-1)).isNotNegative();
			assertThat(phase.at("/wastedWork").asDouble(-1)).isZero();
			assertThat(phase.at("/predictedWastedWork").asDouble(-1)).isZero();
			assertThat(phase.at("/errors").isEmpty()).as("errors %s", phase.at("/errors")).isTrue();
			assertThat(phase.at("/p50Ms").asDouble()).isLessThanOrEqualTo(phase.at("/p99Ms").asDouble());
		});
		for (String figure : List.of("attempts", "goodputWhole", "served", "p50Ms", "predictedGoodputWhole")) {
			assertThat(sum(report, figure)).as(figure).isPositive();
		}
		assertThat(report.at("/phases/0/capacity").asDouble()).isEqualTo(400);
		assertThat(report.at("/phases/1/capacity").asDouble()).isEqualTo(100);
		assertThat(report.at("/serviceMs").asDouble()).isGreaterThanOrEqualTo(10);
		assertThat(report.at("/requestMs").asDouble()).isPositive();
		assertThat(report.at("/answerMs").asDouble()).isPositive();
		assertThat(report.at("/stopMs").isNumber()).isEqualTo(cure.equals("stop-work"));
		assertThat(report.at("/odds/seeds").asInt()).isEqualTo(50);
		assertThat(report.at("/odds/cured").asInt()).isBetween(0, 50);
		assertThat(report.at("/points")).isNotEmpty();
		assertThat(report.at("/cureSource/file").asString()).isEqualTo("dev/asynclab/storm/cure/" + source + ".java");
		assertThat(report.at("/cureSource/text").asString()).contains("public ", "class " + source);
		// What it says depends on the machine.
		assertThat(report.at("/lesson").asString()).isNotEmpty();
		assertThat(report.at("/advice/0/text").asString()).isNotEmpty();
		assertThat(report.at("/next").asString()).startsWith("curl 'localhost:" + this.port + "/api/retry-storm?");
		assertNothingIsLeft();
	}

	@Test
	void withoutACureItHasThreePhases() throws Exception {
		JsonNode report = read(CALM);
		assertThat(names(report)).containsExactly("healthy", "trigger", "after");
		assertThat(report.at("/cure").isNull()).isTrue();
		assertThat(report.at("/cureSource").isNull()).isTrue();
		assertThat(report.at("/odds").isNull()).isTrue();
		assertThat(report.at("/bound").asString()).isEqualTo("a pool of 4 threads, and its queue of 20");
		assertThat(read(CALM + "&on=virtual-thread").at("/bound").asString()).contains("a semaphore of 4");
	}

	/** A dependency that takes longer than the time-out: no answer is in time. */
	@Test
	void clientsLeaveAndTryAgainAndTheServiceWorksOn() throws Exception {
		JsonNode report = read(
				"/api/retry-storm?rate=20&delay=20ms&threads=2&queue=5&timeout=1s&trigger=100" + "&retries=1&phase=2s");
		assertThat(report.at("/phases/1/goodputWhole").asDouble())
			.isLessThan(report.at("/phases/1/offered").asDouble());
		for (String figure : List.of("timeouts", "refused", "wastedWork", "peakQueued")) {
			assertThat(sum(report, figure)).as(figure).isPositive();
		}
		assertThat(sum(report, "attempts")).isGreaterThan(sum(report, "offered"));
		assertThat(report.at("/phases").valueStream())
			.allSatisfy((phase) -> assertThat(phase.at("/peakQueued").asInt()).isLessThanOrEqualTo(5));
		assertNothingIsLeft();
	}

	@Test
	void isDrawnAndStreamed() throws Exception {
		assertThat(get(CALM + "&format=text", 200).body()).startsWith("retry storm on async-pool: 40 calls a second");
		assertThat(get(CALM + "&format=svg", 200).body()).startsWith("<?xml").contains("<path ");
		HttpResponse<String> answer = this.client.send(
				HttpRequest.newBuilder(uri(CALM + "&cure=limit")).header("Accept", "text/event-stream").build(),
				HttpResponse.BodyHandlers.ofString());
		List<String> events = List.of(answer.body().split("\n\n", -1))
			.stream()
			.filter((event) -> !event.isBlank() && !event.startsWith(":"))
			.toList();
		assertThat(events.getLast()).startsWith("event:report\ndata:{\"on\":\"async-pool\"");
		assertThat(events.subList(0, events.size() - 1)).isNotEmpty()
			.allMatch((event) -> event.startsWith("data:{\"atMs\":") && event.contains("\"attempts\":")
					&& event.contains("\"queued\":"));
		assertThat(events.toString()).contains("\"phase\":\"healthy\"", "\"phase\":\"trigger\"", "\"phase\":\"after\"",
				"\"phase\":\"cured\"");
	}

	@Test
	void runsOneAtATimeWithTheOtherExperiments() throws Exception {
		try (Socket _ = stream(LONG)) {
			for (String path : List.of(CALM, "/api/collapse", "/api/capacity")) {
				HttpResponse<String> refused = get(path, 429);
				assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow())).isPositive();
				assertThat(refused.body()).contains("curl -X DELETE 'localhost:", "/api/retry-storm'");
			}
			assertThat(delete("/api/collapse")).isEqualTo("{\"stopped\":false}");
			assertThat(isRunning()).isTrue();
		}
	}

	@Test
	void isStoppedByDeleteAndReportsWhatItHas() throws Exception {
		CompletableFuture<HttpResponse<String>> report = send(LONG);
		await().atMost(CEILING).until(() -> callsUnderWay() > 0);
		assertThat(stopped(report).at("/lessonSentence/code").asString()).isEqualTo("storm.no-after");
	}

	/**
	 * Whose dependency takes long: neither the work nor its clients end by themselves.
	 * More calls come than the threads can serve, and wait.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "async-pool", "virtual-thread" })
	void stoppingEndsTheWorkAndTheClients(String on) throws Exception {
		CompletableFuture<HttpResponse<String>> report = send(
				"/api/retry-storm?rate=80&delay=500ms&trigger=1&threads=20&timeout=5s&retries=3&phase=20s&on=" + on);
		await().atMost(CEILING).until(() -> callsUnderWay() > 20);
		delete("/api/retry-storm");
		assertThat(report.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		assertThat(callsUnderWay()).isZero();
		assertNothingIsLeft();
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/event-stream", "application/json", "image/svg+xml" })
	void isStoppedByAHangUp(String accept) throws IOException {
		isStoppedByAHangUp(LONG, accept);
	}

	@Test
	void twentyClientsThatStartStopAndHangUpLeaveNothing() throws Exception {
		IntFunction<String> path = (number) -> CALM + "&cure=limit&seed=" + number;
		twentyClientsStartStopAndHangUp(path, (number) -> path.apply(number) + "&on=virtual-thread");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rate=0", "rate=201", "delay=0ms", "delay=5s", "threads=0", "threads=65", "queue=0",
			"queue=1001", "timeout=0ms", "timeout=50ms", "timeout=6s", "retries=-1", "retries=11", "trigger=0.5",
			"trigger=81", "trigger=NaN", "phase=100ms", "phase=21s", "arrivals=regular", "seed=x", "cure=hope",
			"limit=0&cure=limit", "limit=5", "limit=5&cure=budget", "on=request-thread", "url=x" })
	void refusesBadInput(String query) throws Exception {
		JsonNode problem = this.json.readTree(get("/api/retry-storm?" + query, 400).body());
		assertThat(problem.at("/parameter").asString()).isEqualTo(query.substring(0, query.indexOf('=')));
		assertThat(problem.at("/allowed").asString()).isNotEmpty();
	}

	@Test
	void theClientsThatWaitBoundTheRate() throws Exception {
		JsonNode problem = this.json.readTree(get("/api/retry-storm?timeout=5s&retries=3&rate=101", 400).body());
		assertThat(problem.at("/parameter").asString()).isEqualTo("rate");
		assertThat(problem.at("/allowed").asString()).isEqualTo("1 to 100");
	}

	@ParameterizedTest
	@ValueSource(strings = { "webclient", "asyncio" })
	void aStyleWhoseQueueIsInTheHttpClientIsRefused(String on) throws Exception {
		String path = "/api/retry-storm?on=" + on + "&format=";
		String[] reasons = { "Style " + on + " has no bound of its own",
				"the connection pool of its HTTP client takes the place" };
		for (String format : List.of("json", "svg")) {
			JsonNode problem = this.json.readTree(get(path + format, 422).body());
			assertThat(problem.at("/nearest").asString()).isEqualTo("on=async-pool");
			assertThat(problem.at("/detail").asString()).contains(reasons);
		}
		assertThat(get(path + "text", 422).body().replaceAll("\\s+", " ")).contains(reasons).contains("on=async-pool");
	}

	@Test
	void ofTheStarterThatBringsTheBreakerNothingElseIsInTheService() throws Exception {
		assertThat(Stream.of(this.context.getBeanDefinitionNames()).map(this.context::getType).filter(Objects::nonNull))
			.extracting(Class::getName)
			.noneMatch((name) -> name.startsWith("org.springframework.cloud.")
					|| name.startsWith("io.github.resilience4j."));
		JsonNode health = this.json.readTree(get("/actuator/health", 200).body());
		assertThat(health.at("/status").asString()).isEqualTo("UP");
		assertThat(health.at("/components").propertyNames()).containsExactlyInAnyOrder("cluster", "diskSpace",
				"livenessState", "ping", "readinessState", "ssl", "upstream");
	}

	@Test
	void anAttemptOfNoExperimentIsNotServed() throws Exception {
		String path = StormCallController.PATH + "?attempt=1";
		assertThat(get(path, 400).body()).contains("X-Async-Lab-Experiment");
		HttpResponse<String> stale = this.client.send(
				HttpRequest.newBuilder(uri(path)).header("X-Async-Lab-Experiment", "over").build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(stale.statusCode()).isEqualTo(404);
		assertThat(get("/v3/api-docs", 200).body()).contains("/api/retry-storm")
			.doesNotContain(StormCallController.PATH);
	}

	private static double sum(JsonNode report, String figure) {
		return report.at("/phases").valueStream().mapToDouble((phase) -> phase.at("/" + figure).asDouble()).sum();
	}

	private static List<String> names(JsonNode report) {
		return report.at("/phases").valueStream().map((phase) -> phase.at("/name").asString()).toList();
	}

	private JsonNode read(String path) throws IOException, InterruptedException {
		return this.json.readTree(get(path, 200).body());
	}

}
