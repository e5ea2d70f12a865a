package dev.asynclab.lesson.ascompleted;

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
 * {@code /api/as-completed} with real I/O.
 */
@LessonTest
class AsCompletedApiTests {

	@Autowired
	private RestTestClient rest;

	private LessonClient client;

	@BeforeEach
	void createClient() {
		this.client = new LessonClient(this.rest);
	}

	@ParameterizedTest
	@EnumSource
	void returnsTheValuesInTheOrderOfCompletion(Style style) {
		JsonNode report = this.client.report("/api/as-completed?job=A:2s&job=B:0s&job=C:700ms", style);
		assertThat(report.at("/concept").asString()).isEqualTo("as-completed");
		assertThat(report.at("/result/value").toString()).isEqualTo("[\"B done\",\"C done\",\"A done\"]");
	}

	@ParameterizedTest
	@EnumSource
	void raisesAnErrorAtItsPlaceWhileTheOthersRunOn(Style style) {
		JsonNode report = this.client.report("/api/as-completed?job=A:600ms&job=B:50ms:fail", style);
		assertThat(report.at("/result/error/type").asString()).isEqualTo("UpstreamStatusException");
		assertThat(LessonClient.state(report, "A")).isEqualTo("done");
		assertThat(report.at("/result/atMs").asDouble())
			.isLessThan(LessonClient.task(report, "A").at("/endMs").asDouble());
	}

	@ParameterizedTest
	@EnumSource
	void whatIsLateRunsOn(Style style) {
		JsonNode report = this.client.report("/api/as-completed?job=A:500ms&timeout=50ms", style);
		assertThat(report.at("/result/error/type").asString())
			.isEqualTo((style == Style.ASYNCIO) ? "TimeoutError" : "TimeoutException");
		assertThat(LessonClient.state(report, "A")).isEqualTo("done");
	}

	@Test
	void streamsTheEvents() {
		assertThat(this.client.events("/api/as-completed?job=A:50ms")).contains("finished", "event:report");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1s", "6m", "soon", "1", "" })
	void refusesABadTimeout(String timeout) {
		JsonNode problem = this.client.problem("/api/as-completed?timeout=" + timeout, HttpStatus.BAD_REQUEST);
		assertThat(problem.at("/parameter").asString()).isEqualTo("timeout");
		assertThat(problem.at("/allowed").asString()).isNotEmpty();
	}

}
