package dev.asynclab.lesson.taskgroup;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.asynclab.job.Style;
import dev.asynclab.lesson.LessonClient;
import dev.asynclab.lesson.LessonTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code /api/task-group} with real I/O.
 */
@LessonTest
class TaskGroupApiTests {

	@Autowired
	private RestTestClient rest;

	private LessonClient client;

	@BeforeEach
	void createClient() {
		this.client = new LessonClient(this.rest);
	}

	@ParameterizedTest
	@EnumSource
	void returnsTheValuesInArgumentOrder(Style style) {
		JsonNode report = this.client.report("/api/task-group?job=A:200ms&job=B:50ms", style);
		assertThat(report.at("/concept").asString()).isEqualTo("task-group");
		assertThat(report.at("/result/value").toString()).isEqualTo("[\"A done\",\"B done\"]");
		assertThat(report.at("/peakConcurrency").asInt()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void aFailureCancelsTheSiblings(Style style) {
		JsonNode report = this.client.report("/api/task-group?job=A:30s&job=B:50ms:fail&job=C:30s", style);
		assertThat(LessonClient.status(report)).isEqualTo("raised");
		assertThat(report.at("/result/error/type").asString())
			.isEqualTo((style == Style.ASYNCIO) ? "ExceptionGroup" : "UpstreamStatusException");
		assertThat(LessonClient.state(report, "A")).isEqualTo("cancelled");
		assertThat(LessonClient.state(report, "B")).isEqualTo("failed");
		assertThat(LessonClient.state(report, "C")).isEqualTo("cancelled");
	}

	@ParameterizedTest
	@EnumSource
	void aFailureCancelsChildrenThatWaitInTheQueueToo(Style style) {
		String jobs = "&job=c1:30s&job=c2:30s&job=c3:30s&job=c4:30s&job=c5:30s&job=c6:30s&job=c7:30s&job=c8:30s";
		JsonNode report = this.client.report("/api/task-group?job=A:0s:fail" + jobs + "&job=c9:30s", style);
		assertThat(report.at("/tasks").valueStream().skip(1))
			.allSatisfy((task) -> assertThat(task.at("/state").asString()).isEqualTo("cancelled"));
	}

	@RepeatedTest(5)
	void aFailureThatComesWhileOthersAreStartedCancelsThemToo() {
		String jobs = IntStream.range(0, 190).mapToObj((job) -> "&job=c" + job + ":30s").collect(Collectors.joining());
		JsonNode report = this.client.report("/api/task-group?job=A:0s:fail" + jobs, Style.WEBCLIENT);
		assertThat(report.at("/tasks").valueStream().skip(1))
			.allSatisfy((task) -> assertThat(task.at("/state").asString()).isEqualTo("cancelled"));
	}

	@Test
	void streamsTheEvents() {
		assertThat(this.client.events("/api/task-group?job=A:30s&job=B:50ms:fail")).contains("cancelRequested",
				"event:report");
	}

	@Test
	void hasNoOtherParameters() {
		assertThat(
				this.client.problem("/api/task-group?timeout=1s", HttpStatus.BAD_REQUEST).at("/parameter").asString())
			.isEqualTo("timeout");
	}

}
