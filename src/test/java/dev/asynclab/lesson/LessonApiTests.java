package dev.asynclab.lesson;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.asynclab.job.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lessons over HTTP, with real I/O.
 */
@LessonTest
class LessonApiTests {

	private final JsonMapper json = new JsonMapper();

	@Autowired
	private RestTestClient client;

	@ParameterizedTest
	@EnumSource
	void gatherRunsItsJobsAtOnceAndKeepsTheirOrder(Style style) {
		JsonNode report = get("/api/gather?job=A:400ms&job=B:200ms&style=" + style.id());
		assertThat(report.at("/result/status").asString()).isEqualTo("returned");
		assertThat(report.at("/result/value").toString()).isEqualTo("[\"A done\",\"B done\"]");
		assertThat(report.at("/peakConcurrency").asInt()).isEqualTo(2);
		assertThat(overlap(task(report, "A"), task(report, "B"))).isTrue();
		assertThat(report.at("/io").asString()).isEqualTo("http");
		assertThat(report.at("/style").asString()).isEqualTo(style.id());
		assertThat(report.at("/concept").asString()).isEqualTo("gather");
	}

	@ParameterizedTest
	@EnumSource
	void gatherRaisesTheFirstErrorWhileTheSiblingRunsOn(Style style) {
		JsonNode report = get("/api/gather?job=A:600ms&job=B:100ms:fail&style=" + style.id());
		assertThat(report.at("/result/status").asString()).isEqualTo("raised");
		assertThat(report.at("/result/error/type").asString()).isEqualTo("UpstreamStatusException");
		assertThat(report.at("/result/error/message").asString()).isEqualTo("B: the upstream answered 500");
		assertThat(task(report, "B").at("/state").asString()).isEqualTo("failed");
		assertThat(task(report, "A").at("/state").asString()).isEqualTo("done");
		assertThat(report.at("/result/atMs").asDouble()).isLessThan(task(report, "A").at("/endMs").asDouble());
		assertThat(report.at("/wallMs").asDouble()).isGreaterThanOrEqualTo(task(report, "A").at("/endMs").asDouble());
	}

	@ParameterizedTest
	@EnumSource
	void gatherTakesErrorsAsValuesWhenAsked(Style style) {
		JsonNode report = get("/api/gather?job=A:100ms:fail&job=B:200ms&returnExceptions=true&style=" + style.id());
		assertThat(report.at("/result/status").asString()).isEqualTo("returned");
		assertThat(report.at("/result/value/0/error/type").asString()).isEqualTo("UpstreamStatusException");
		assertThat(report.at("/result/value/1").asString()).isEqualTo("B done");
	}

	@ParameterizedTest
	@EnumSource
	void gatherRunsNoMoreAtOnceThanItsLimit(Style style) {
		JsonNode report = get("/api/gather?count=6&delay=50ms&limit=2&style=" + style.id());
		assertThat(report.at("/peakConcurrency").asInt()).isEqualTo(2);
		assertThat(task(report, "task6").at("/createdMs").asDouble())
			.isLessThan(task(report, "task6").at("/startMs").asDouble());
		assertThat(report.at("/result/value").size()).isEqualTo(6);
	}

	@Test
	void asyncPoolRunsEightAtOnceAndQueuesTheRest() {
		JsonNode report = get("/api/gather?count=20&delay=100ms&style=async-pool");
		assertThat(report.at("/peakConcurrency").asInt()).isEqualTo(8);
		List<JsonNode> tasks = report.at("/tasks").valueStream().toList();
		double firstEnd = tasks.stream().mapToDouble((task) -> task.at("/endMs").asDouble()).min().orElseThrow();
		assertThat(tasks).filteredOn((task) -> task.at("/startMs").asDouble() < firstEnd).hasSize(8);
		assertThat(tasks).allSatisfy((task) -> assertThat(task.at("/createdMs").asDouble()).isLessThan(firstEnd));
		assertThat(tasks).extracting((task) -> task.at("/thread").asString())
			.allSatisfy((thread) -> assertThat(thread).matches("async-[1-8]"));
	}

	@ParameterizedTest
	@EnumSource(names = { "ASYNC_POOL", "HAZELCAST" }, mode = EnumSource.Mode.EXCLUDE)
	void theOtherStylesHaveNoSuchQueue(Style style) {
		JsonNode report = get("/api/gather?count=60&delay=1s&style=" + style.id());
		assertThat(report.at("/peakConcurrency").asInt()).isEqualTo(60);
	}

	@ParameterizedTest
	@EnumSource
	void sequentialNeverOverlapsAndStopsAtAFailure(Style style) {
		JsonNode report = get("/api/sequential?job=A:100ms&job=B:50ms:fail&job=C:50ms&style=" + style.id());
		assertThat(report.at("/peakConcurrency").asInt()).isOne();
		assertThat(task(report, "B").at("/startMs").asDouble())
			.isGreaterThanOrEqualTo(task(report, "A").at("/endMs").asDouble());
		assertThat(task(report, "C").at("/state").asString()).isEqualTo("notStarted");
		assertThat(task(report, "C").has("startMs")).isFalse();
		assertThat(report.at("/result/status").asString()).isEqualTo("raised");
	}

	@ParameterizedTest
	@EnumSource
	void createTaskStartsAllAndRaisesWhereItAwaits(Style style) {
		JsonNode report = get("/api/create-task?job=A:400ms&job=B:100ms:fail&style=" + style.id());
		assertThat(overlap(task(report, "A"), task(report, "B"))).isTrue();
		assertThat(report.at("/result/status").asString()).isEqualTo("raised");
		assertThat(report.at("/result/atMs").asDouble())
			.isGreaterThanOrEqualTo(task(report, "A").at("/endMs").asDouble());
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBCLIENT", "ASYNCIO" })
	void aBlockingCallDelaysTheOthersOnTheEventLoop(Style style) {
		JsonNode report = get("/api/create-task?job=A:100ms&job=B:600ms:block&style=" + style.id());
		assertThat(task(report, "A").at("/endMs").asDouble())
			.isGreaterThanOrEqualTo(task(report, "B").at("/endMs").asDouble());
	}

	@ParameterizedTest
	@EnumSource(names = { "ASYNC_POOL", "VIRTUAL_THREAD" })
	void aBlockingCallDelaysNoOtherTask(Style style) {
		JsonNode report = get("/api/create-task?job=A:50ms&job=B:1500ms:block&style=" + style.id());
		assertThat(task(report, "A").at("/endMs").asDouble()).isLessThan(task(report, "B").at("/endMs").asDouble());
	}

	@ParameterizedTest
	@EnumSource(names = "HAZELCAST", mode = EnumSource.Mode.EXCLUDE)
	void helloSaysHelloThenWorld(Style style) {
		JsonNode report = get("/api/hello?delay=50ms&style=" + style.id());
		assertThat(report.at("/result/value").toString()).isEqualTo("[\"Hello\",\"World\"]");
		assertThat(task(report, "say_hello").at("/state").asString()).isEqualTo("done");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void compareRunsEveryStyle(boolean distributed) {
		JsonNode comparison = get("/api/compare?job=A:100ms&job=B:50ms&distributed=" + distributed);
		assertThat(comparison.at("/runs").valueStream().map((run) -> run.at("/style").asString()))
			.containsExactlyElementsOf(Arrays.stream(Style.values())
				.filter((style) -> distributed || !style.isDistributed())
				.map(Style::id)
				.toList());
		assertThat(comparison.at("/runs").valueStream()).allSatisfy((run) -> {
			assertThat(run.at("/concept").asString()).isEqualTo("gather");
			assertThat(run.at("/result/value").toString()).isEqualTo("[\"A done\",\"B done\"]");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "sequential", "create-task", "gather" })
	void compareRunsEachConcept(String concept) {
		JsonNode comparison = get("/api/compare?concept=" + concept + "&count=3&delay=10ms");
		assertThat(comparison.at("/runs").valueStream())
			.allSatisfy((run) -> assertThat(run.at("/concept").asString()).isEqualTo(concept));
	}

	@Test
	void theDefaultIsTheTutorials() {
		JsonNode report = get("/api/create-task");
		assertThat(report.at("/style").asString()).isEqualTo("async-pool");
		assertThat(report.at("/result/value").toString()).isEqualTo("[\"task1 done\",\"task2 done\"]");
		assertThat(task(report, "task1").at("/endMs").asDouble()).isGreaterThan(2000);
		assertThat(task(report, "task2").at("/endMs").asDouble()).isGreaterThan(1000)
			.isLessThan(task(report, "task1").at("/endMs").asDouble());
	}

	@Test
	void theReportHasTheFieldsOfTheContract() {
		JsonNode report = get("/api/gather?count=1&delay=0ms");
		assertThat(report.propertyNames()).containsExactly("concept", "style", "io", "result", "wallMs", "longestMs",
				"sumMs", "speedup", "peakConcurrency", "tasks", "log", "loops", "stalls", "python", "lessonSentence",
				"findings", "next", "lesson");
		assertThat(report.at("/result").propertyNames()).containsExactly("status", "value", "atMs");
		assertThat(report.at("/tasks/0").propertyNames()).containsExactly("name", "state", "value", "createdMs",
				"startMs", "endMs", "askedMs", "thread", "segments");
		assertThat(report.at("/log/0").propertyNames()).containsExactly("atMs", "task", "event", "thread");
	}

	@Test
	void theReportSaysWhatItsFiguresShow() {
		JsonNode findings = get("/api/sequential?job=A:100ms&job=B:100ms&style=webclient").at("/findings");
		assertThat(findings.valueStream()).extracting((finding) -> finding.at("/code").asString())
			.contains("finding.one-after-other");
		assertThat(findings.at("/0").propertyNames()).containsExactly("code", "text", "textSentence", "advice",
				"adviceSentence", "see");
		assertThat(body("/api/sequential?job=A:100ms&job=B:100ms&format=text", MediaType.TEXT_PLAIN)).contains(
				"2 tasks were awaited one after the other", "\nsee:\ncurl 'localhost:", "/api/gather?job=A:100ms&");
		// Another test may have an experiment run meanwhile.
		assertThat(get("/api/gather?job=A:100ms&job=B:100ms&style=virtual-thread").at("/findings").valueStream())
			.allMatch((finding) -> finding.at("/code").asString().equals("finding.beside"));
	}

	@Test
	void compareGivesTheRunAPoolOfItsOwn() {
		JsonNode comparison = get("/api/compare?count=3&delay=50ms&threads=2");
		JsonNode pool = comparison.at("/runs")
			.valueStream()
			.filter((run) -> run.at("/style").asString().equals("async-pool"))
			.findFirst()
			.orElseThrow();
		assertThat(pool.at("/peakConcurrency").asInt()).isEqualTo(2);
		assertThat(pool.at("/tasks").valueStream()).extracting((task) -> task.at("/thread").asString())
			.allMatch((thread) -> thread.startsWith("gather-pool-"));
		assertThat(comparison.at("/runs").valueStream().filter((run) -> run.at("/peakConcurrency").asInt() == 3))
			.as("the other styles start all jobs at once")
			.hasSize(3);
	}

	@Test
	void drawsTextAndSvg() {
		assertThat(body("/api/gather?count=2&delay=50ms&format=text", MediaType.TEXT_PLAIN)).contains("▄",
				"next:\ncurl");
		assertThat(body("/api/gather?count=2&delay=50ms&format=svg", MediaType.valueOf("image/svg+xml")))
			.startsWith("<?xml")
			.contains("<svg");
		assertThat(body("/api/compare?count=2&delay=50ms&format=text", MediaType.TEXT_PLAIN)).contains("async-pool",
				"webclient", "virtual-thread");
	}

	private JsonNode get(String path) {
		return this.json.readTree(body(path, MediaType.APPLICATION_JSON));
	}

	private String body(String path, MediaType type) {
		String body = this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(type)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		return Objects.requireNonNull(body);
	}

	private static JsonNode task(JsonNode report, String name) {
		return report.at("/tasks")
			.valueStream()
			.filter((task) -> task.at("/name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static boolean overlap(JsonNode a, JsonNode b) {
		return a.at("/startMs").asDouble() < b.at("/endMs").asDouble()
				&& b.at("/startMs").asDouble() < a.at("/endMs").asDouble();
	}

}
