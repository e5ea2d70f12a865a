package dev.asynclab.lesson.timeout;

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
 * {@code /api/timeout} with real I/O.
 */
@LessonTest
class TimeoutApiTests {

	@Autowired
	private RestTestClient rest;

	private LessonClient client;

	@BeforeEach
	void createClient() {
		this.client = new LessonClient(this.rest);
	}

	@ParameterizedTest
	@EnumSource
	void cancelsTheJobUnderWayAndStartsNoOther(Style style) {
		JsonNode report = this.client.report("/api/timeout?job=A:0s&job=B:30s&job=C:0s&timeout=2s", style);
		assertThat(report.at("/concept").asString()).isEqualTo("timeout");
		assertThat(report.at("/result/error/type").asString())
			.isEqualTo((style == Style.ASYNCIO) ? "TimeoutError" : "TimeoutException");
		assertThat(LessonClient.state(report, "A")).isEqualTo("done");
		assertThat(LessonClient.state(report, "B")).isEqualTo("cancelled");
		assertThat(LessonClient.state(report, "C")).isEqualTo("notStarted");
		assertThat(report.at("/python").asString()).contains("asyncio.timeout(2)");
	}

	@ParameterizedTest
	@EnumSource
	void returnsTheValuesOfABlockThatIsInTime(Style style) {
		JsonNode report = this.client.report("/api/timeout?job=A:50ms&job=B:50ms&timeout=60s", style);
		assertThat(report.at("/result/value").toString()).isEqualTo("[\"A done\",\"B done\"]");
		assertThat(report.at("/peakConcurrency").asInt()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void endsWithoutAnyTime(Style style) {
		JsonNode report = this.client.report("/api/timeout?job=A:30s&job=B:30s&timeout=0s", style);
		assertThat(LessonClient.status(report)).isEqualTo("raised");
		assertThat(LessonClient.state(report, "A")).isIn("cancelled", "notStarted");
		assertThat(LessonClient.state(report, "B")).isEqualTo("notStarted");
	}

	@ParameterizedTest
	@EnumSource
	void doesNotClaimToStopWhatBlocksTheEventLoop(Style style) {
		JsonNode report = this.client.report("/api/timeout?job=A:300ms:block&timeout=150ms", style);
		assertThat(report.at("/lesson").asString()).contains(style.hasEventLoop() ? "runs to its end" : "cancels");
	}

	@ParameterizedTest
	@EnumSource
	void anErrorLeavesABlockThatIsInTime(Style style) {
		JsonNode report = this.client.report("/api/timeout?job=A:10ms:fail&job=B:60s&timeout=60s", style);
		assertThat(report.at("/result/error/type").asString()).isEqualTo("UpstreamStatusException");
		assertThat(LessonClient.state(report, "B")).isEqualTo("notStarted");
		assertThat(report.at("/lesson").asString()).startsWith("An error");
	}

	@Test
	void streamsTheEvents() {
		assertThat(this.client.events("/api/timeout?job=A:30s&timeout=50ms")).contains("cancelRequested",
				"event:report");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1s", "6m", "soon", "1", "" })
	void refusesABadTimeout(String timeout) {
		JsonNode problem = this.client.problem("/api/timeout?timeout=" + timeout, HttpStatus.BAD_REQUEST);
		assertThat(problem.at("/parameter").asString()).isEqualTo("timeout");
		assertThat(problem.at("/allowed").asString()).isNotEmpty();
	}

}
