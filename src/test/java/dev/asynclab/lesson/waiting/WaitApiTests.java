package dev.asynclab.lesson.waiting;

import dev.asynclab.job.Style;
import dev.asynclab.lesson.LessonClient;
import dev.asynclab.lesson.LessonTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code /api/wait} with real I/O.
 */
@LessonTest
class WaitApiTests {

	@Autowired
	private RestTestClient rest;

	private LessonClient client;

	@BeforeEach
	void createClient() {
		this.client = new LessonClient(this.rest);
	}

	@ParameterizedTest
	@EnumSource
	void namesAllAsDoneAndRaisesNothing(Style style) {
		JsonNode report = this.client.report("/api/wait?job=A:100ms&job=B:50ms:fail&timeout=60s", style);
		assertThat(report.at("/concept").asString()).isEqualTo("wait");
		assertThat(report.at("/result/value").toString()).isEqualTo("{\"done\":[\"A\",\"B\"],\"pending\":[]}");
	}

	@ParameterizedTest
	@EnumSource
	void whatIsPendingWhenTimeIsUpRunsOn(Style style) {
		JsonNode report = this.client.report("/api/wait?job=A:500ms&timeout=50ms", style);
		assertThat(report.at("/result/value").toString()).isEqualTo("{\"done\":[],\"pending\":[\"A\"]}");
		assertThat(LessonClient.state(report, "A")).isEqualTo("done");
		assertThat(report.at("/result/atMs").asDouble())
			.isLessThan(LessonClient.task(report, "A").at("/endMs").asDouble());
	}

	@ParameterizedTest
	@EnumSource
	void returnsWhenTheFirstHasEnded(Style style) {
		JsonNode report = this.client.report("/api/wait?job=A:1s&job=B:0s&returnWhen=first-completed&timeout=60s",
				style);
		assertThat(report.at("/result/value").toString()).isEqualTo("{\"done\":[\"B\"],\"pending\":[\"A\"]}");
		assertThat(LessonClient.state(report, "A")).isEqualTo("done");
		assertThat(report.at("/python").asString()).contains("return_when=asyncio.FIRST_COMPLETED");
	}

	@ParameterizedTest
	@EnumSource
	void returnsWhenTheFirstHasFailed(Style style) {
		JsonNode report = this.client
			.report("/api/wait?job=A:1s&job=B:300ms:fail&job=C:0s&returnWhen=first-exception&timeout=60s", style);
		assertThat(report.at("/result/value").toString()).isEqualTo("{\"done\":[\"B\",\"C\"],\"pending\":[\"A\"]}");
		assertThat(LessonClient.status(report)).isEqualTo("returned");
	}

	@Test
	void streamsTheEvents() {
		assertThat(this.client.events("/api/wait?job=A:50ms")).contains("finished", "event:report");
	}

	@ParameterizedTest
	@CsvSource({ "timeout=-1s, timeout", "timeout=6m, timeout", "timeout=soon, timeout", "returnWhen=, returnWhen",
			"returnWhen=FIRST_COMPLETED, returnWhen", "returnWhen=first, returnWhen", "limit=1, limit" })
	void refusesBadInput(String query, String parameter) {
		JsonNode problem = this.client.problem("/api/wait?" + query, HttpStatus.BAD_REQUEST);
		assertThat(problem.at("/parameter").asString()).isEqualTo(parameter);
		assertThat(problem.at("/allowed").asString()).isNotEmpty();
	}

}
