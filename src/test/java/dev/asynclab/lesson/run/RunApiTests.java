package dev.asynclab.lesson.run;

import dev.asynclab.job.Style;
import dev.asynclab.lesson.LessonClient;
import dev.asynclab.lesson.LessonTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lesson run over HTTP, with real I/O.
 */
@LessonTest
class RunApiTests {

	@Autowired
	private RestTestClient rest;

	private LessonClient client;

	@BeforeEach
	void createClient() {
		this.client = new LessonClient(this.rest);
	}

	@ParameterizedTest
	@EnumSource(names = { "ASYNC_POOL", "HAZELCAST" }, mode = EnumSource.Mode.EXCLUDE)
	void whatIsLeftWhenMainHasEndedIsCancelled(Style style) {
		JsonNode report = this.client.report("/api/run?job=A:30s&job=B:0ms&job=main:500ms", style);
		assertThat(report.at("/concept").asString()).isEqualTo("run");
		assertThat(report.at("/result/value").asString()).isEqualTo("main done");
		assertThat(report.at("/tasks").valueStream().map((task) -> task.at("/state").asString()))
			.containsExactly("cancelled", "done", "done");
		assertThat(report.at("/tasks/0/endMs").asDouble())
			.isGreaterThanOrEqualTo(report.at("/tasks/2/endMs").asDouble());
	}

	@Test
	void theLoopThatTheLessonMadeIsNamedAndBlockedByItsTask() {
		JsonNode report = this.client.report("/api/run?job=A:20ms:block&job=main:10ms", Style.ASYNCIO);
		String loop = report.at("/loops/0/name").asString();
		assertThat(loop).startsWith("asyncio-");
		assertThat(report.at("/loops/0/thread").asString()).isEqualTo(loop);
		assertThat(report.at("/tasks").valueStream().map((task) -> task.at("/thread").asString())).containsOnly(loop);
		assertThat(report.at("/log").valueStream().map((entry) -> entry.at("/thread").asString())).contains(loop)
			.doesNotContain("");
	}

	@ParameterizedTest
	@EnumSource(names = { "ASYNC_POOL", "HAZELCAST" }, mode = EnumSource.Mode.EXCLUDE)
	void raisesTheErrorOfMain(Style style) {
		JsonNode report = this.client.report("/api/run?job=A:30s&job=main:200ms:fail", style);
		assertThat(report.at("/result/error/type").asString()).isEqualTo("UpstreamStatusException");
		assertThat(report.at("/tasks/0/state").asString()).isEqualTo("cancelled");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			asyncio   | asyncio.run() cannot be called from a running event loop
			webclient | block()/blockFirst()/blockLast() are blocking, which is not supported in thread lab-loop""")
	void aRunInsideARunIsAnError(String style, String message) {
		JsonNode report = this.client.get("/api/run?job=A:30s&job=main:100ms&nested=true&style=" + style);
		assertThat(report.at("/result/status").asString()).isEqualTo("raised");
		assertThat(report.at("/result/error/type").asString()).isEqualTo("IllegalStateException");
		assertThat(report.at("/result/error/message").asString()).startsWith(message);
		assertThat(report.at("/tasks").valueStream().map((task) -> task.at("/state").asString()))
			.containsExactly("cancelled", "done");
	}

	@Test
	void aVirtualThreadMayRunInsideARun() {
		JsonNode report = this.client.get("/api/run?job=main:0ms&nested=true&style=virtual-thread");
		assertThat(report.at("/result/value").asString()).isEqualTo("main done");
	}

	@Test
	void runsOnAsyncioUnlessToldOtherwise() {
		JsonNode report = this.client.get("/api/run");
		assertThat(report.at("/style").asString()).isEqualTo("asyncio");
		assertThat(report.at("/result/value").asString()).isEqualTo("task2 done");
		assertThat(report.at("/tasks/0/state").asString()).isEqualTo("cancelled");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/event-stream" })
	void aPoolHasNone(String accept) {
		this.rest.get()
			.uri("/api/run?style=async-pool")
			.accept(MediaType.valueOf(accept))
			.exchange()
			.expectStatus()
			.isEqualTo(422)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.nearest")
			.isEqualTo("style=virtual-thread");
	}

	@ParameterizedTest
	@CsvSource({ "nested=perhaps,nested", "nested=,nested", "count=0,count", "style=pool,style", "limit=2,limit" })
	void refusesWhatItDoesNotKnow(String query, String parameter) {
		JsonNode problem = this.client.problem("/api/run?" + query, HttpStatus.BAD_REQUEST);
		assertThat(problem.at("/parameter").asString()).isEqualTo(parameter);
	}

}
