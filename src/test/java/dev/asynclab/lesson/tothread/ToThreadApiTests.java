package dev.asynclab.lesson.tothread;

import java.util.Map;

import dev.asynclab.job.Style;
import dev.asynclab.lesson.LessonClient;
import dev.asynclab.lesson.LessonTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lesson to_thread over HTTP, with real I/O.
 */
@LessonTest
class ToThreadApiTests {

	private static final Map<Style, String> THREADS = Map.of(Style.ASYNC_POOL, "async-\\d+", Style.WEBCLIENT,
			"lab-worker-\\d+", Style.VIRTUAL_THREAD, "virtual-\\d+", Style.ASYNCIO, "asyncio_\\d+");

	@Autowired
	private RestTestClient rest;

	private LessonClient client;

	@BeforeEach
	void createClient() {
		this.client = new LessonClient(this.rest);
	}

	@ParameterizedTest
	@EnumSource(names = "HAZELCAST", mode = EnumSource.Mode.EXCLUDE)
	void whatBlocksHasAThreadAndDelaysNoTask(Style style) {
		JsonNode report = this.client.report("/api/to-thread?job=A:100ms&job=B:2s:block", style);
		assertThat(report.at("/concept").asString()).isEqualTo("to-thread");
		assertThat(report.at("/result/value").toString()).isEqualTo("[\"A done\",\"B done\"]");
		assertThat(report.at("/tasks/0/endMs").asDouble()).isLessThan(report.at("/tasks/1/endMs").asDouble());
		assertThat(report.at("/tasks/1/thread").asString()).matches(THREADS.get(style));
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBCLIENT", "ASYNCIO" })
	void whatDoesNotBlockStaysOnTheEventLoop(Style style) {
		JsonNode report = this.client.report("/api/to-thread?job=A:10ms&job=B:10ms:block", style);
		assertThat(report.at("/tasks/0/thread").asString()).doesNotMatch(THREADS.get(style));
	}

	@ParameterizedTest
	@EnumSource(names = "HAZELCAST", mode = EnumSource.Mode.EXCLUDE)
	void equalJobsAllBlock(Style style) {
		JsonNode report = this.client.report("/api/to-thread?count=3&delay=300ms", style);
		assertThat(report.at("/peakConcurrency").asInt()).isEqualTo(3);
		assertThat(report.at("/tasks").valueStream().map((task) -> task.at("/thread").asString()))
			.allSatisfy((thread) -> assertThat(thread).matches(THREADS.get(style)));
	}

	@ParameterizedTest
	@EnumSource(names = "HAZELCAST", mode = EnumSource.Mode.EXCLUDE)
	void raisesAFailureWhereItsTaskIsAwaited(Style style) {
		JsonNode report = this.client.report("/api/to-thread?job=A:10ms:fail&job=B:100ms:block", style);
		assertThat(report.at("/result/error/type").asString()).isEqualTo("UpstreamStatusException");
		assertThat(report.at("/tasks/1/state").asString()).isEqualTo("done");
	}

	@Test
	void oneJobOfTwoBlocksUnlessToldOtherwise() {
		JsonNode report = this.client.get("/api/to-thread");
		assertThat(report.at("/style").asString()).isEqualTo("async-pool");
		assertThat(report.at("/result/value").toString()).isEqualTo("[\"A done\",\"B done\"]");
		assertThat(report.at("/tasks/1/endMs").asDouble()).isGreaterThanOrEqualTo(1500);
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBCLIENT", "ASYNCIO" })
	void mayBlockForLongerInAllThanTheEventLoopMay(Style style) {
		this.client.problem("/api/create-task?job=A:5100ms:block&job=B:5100ms:block&style=" + style.id(),
				HttpStatus.BAD_REQUEST);
		JsonNode report = this.client.report("/api/to-thread?job=A:5100ms:block&job=B:5100ms:block", style);
		assertThat(report.at("/peakConcurrency").asInt()).isEqualTo(2);
	}

	@Test
	void isComparedInEveryStyle() {
		JsonNode comparison = this.client.get("/api/compare?concept=to-thread&job=A:0ms&job=B:50ms:block");
		assertThat(comparison.at("/runs").valueStream()).hasSize(4)
			.allSatisfy((run) -> assertThat(run.at("/result/value").toString()).isEqualTo("[\"A done\",\"B done\"]"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "job=A:1s&count=2", "job=A:1s:explode", "job=A:61s:block", "job=" })
	void refusesJobsThatAreNone(String query) {
		JsonNode problem = this.client.problem("/api/to-thread?" + query, HttpStatus.BAD_REQUEST);
		assertThat(problem.at("/parameter").asString()).isEqualTo("job");
	}

	@Test
	void refusesARunThatTheWorkersCantEndInTime() {
		this.client.problem("/api/to-thread?count=200&delay=60s&style=webclient", HttpStatus.BAD_REQUEST);
	}

}
