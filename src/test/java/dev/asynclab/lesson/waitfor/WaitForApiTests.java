package dev.asynclab.lesson.waitfor;

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
 * {@code /api/wait-for} with real I/O.
 */
@LessonTest
class WaitForApiTests {

	@Autowired
	private RestTestClient rest;

	private LessonClient client;

	@BeforeEach
	void createClient() {
		this.client = new LessonClient(this.rest);
	}

	@ParameterizedTest
	@EnumSource
	void cancelsTheFirstJobOnlyWhenTimeIsUp(Style style) {
		JsonNode report = this.client.report("/api/wait-for?job=A:30s&job=B:300ms&timeout=150ms", style);
		assertThat(report.at("/concept").asString()).isEqualTo("wait-for");
		assertThat(LessonClient.status(report)).isEqualTo("raised");
		assertThat(report.at("/result/error/type").asString())
			.isEqualTo((style == Style.ASYNCIO) ? "TimeoutError" : "TimeoutException");
		assertThat(report.at("/result/atMs").asDouble()).isGreaterThanOrEqualTo(150);
		assertThat(LessonClient.state(report, "A")).isEqualTo("cancelled");
		assertThat(LessonClient.state(report, "B")).isEqualTo("done");
		assertThat(report.at("/wallMs").asDouble()).isGreaterThanOrEqualTo(300);
		assertThat(report.at("/python").asString()).contains("wait_for(task, timeout=0.15)");
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBCLIENT", "ASYNCIO" })
	void whatBlocksTheLoopHasNotEndedBeforeTheBlockHas(Style style) {
		JsonNode report = this.client.report("/api/wait-for?job=A:400ms:block&timeout=100ms", style);
		assertThat(report.at("/tasks/0/endMs").asDouble()).isGreaterThanOrEqualTo(400);
	}

	@ParameterizedTest
	@EnumSource
	void returnsTheValueThatComesInTime(Style style) {
		JsonNode report = this.client.report("/api/wait-for?job=A:50ms&timeout=60s", style);
		assertThat(report.at("/result/value").asString()).isEqualTo("A done");
	}

	@ParameterizedTest
	@EnumSource
	void raisesTheErrorThatComesInTime(Style style) {
		JsonNode report = this.client.report("/api/wait-for?job=A:50ms:fail&timeout=60s", style);
		assertThat(report.at("/result/error/type").asString()).isEqualTo("UpstreamStatusException");
	}

	@ParameterizedTest
	@EnumSource
	void endsWithoutAnyTime(Style style) {
		JsonNode report = this.client.report("/api/wait-for?job=A:30s&job=B:50ms&timeout=0s", style);
		assertThat(LessonClient.status(report)).isEqualTo("raised");
		assertThat(LessonClient.state(report, "A")).isEqualTo("cancelled");
		assertThat(LessonClient.state(report, "B")).isEqualTo("done");
	}

	@ParameterizedTest
	@EnumSource
	void doesNotClaimToStopWhatBlocksTheEventLoop(Style style) {
		JsonNode report = this.client.report("/api/wait-for?job=A:300ms:block&timeout=150ms", style);
		assertThat(report.at("/lesson").asString()).contains(style.hasEventLoop() ? "runs to its end" : "cancels");
	}

	@Test
	void streamsTheEvents() {
		assertThat(this.client.events("/api/wait-for?job=A:30s&timeout=50ms")).contains("cancelRequested",
				"event:report");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1s", "6m", "soon", "1", "999999999999999999h", "" })
	void refusesABadTimeout(String timeout) {
		JsonNode problem = this.client.problem("/api/wait-for?timeout=" + timeout, HttpStatus.BAD_REQUEST);
		assertThat(problem.at("/parameter").asString()).isEqualTo("timeout");
		assertThat(problem.at("/allowed").asString()).isNotEmpty();
	}

}
