package dev.asynclab.lesson.shield;

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
 * The lesson shield over HTTP, with real I/O.
 */
@LessonTest
class ShieldApiTests {

	@Autowired
	private RestTestClient rest;

	private LessonClient client;

	@BeforeEach
	void createClient() {
		this.client = new LessonClient(this.rest);
	}

	@ParameterizedTest
	@EnumSource
	void theAwaiterIsCancelledAndEveryTaskRunsToItsEnd(Style style) {
		JsonNode report = this.client.report("/api/shield?job=A:1s&job=B:700ms&cancelAfter=50ms", style);
		assertThat(report.at("/concept").asString()).isEqualTo("shield");
		assertThat(report.at("/result/status").asString()).isEqualTo("cancelled");
		assertThat(report.at("/tasks").valueStream()).hasSize(2).allSatisfy((task) -> {
			assertThat(task.at("/state").asString()).isEqualTo("done");
			assertThat(task.at("/endMs").asDouble()).isGreaterThan(report.at("/result/atMs").asDouble());
		});
		assertThat(report.at("/log").valueStream().map((entry) -> entry.at("/event").asString()))
			.containsOnly("created", "started", "finished");
	}

	@ParameterizedTest
	@EnumSource
	void anAwaiterThatIsCancelledAtOnceLeavesNoTaskBehind(Style style) {
		JsonNode report = this.client.report("/api/shield?count=3&delay=100ms&cancelAfter=0ms", style);
		assertThat(report.at("/result/status").asString()).isEqualTo("cancelled");
		assertThat(report.at("/tasks").valueStream().map((task) -> task.at("/state").asString())).containsOnly("done");
	}

	@ParameterizedTest
	@EnumSource
	void theValuesComeIfTheTasksAreFaster(Style style) {
		JsonNode report = this.client.report("/api/shield?job=A:50ms&job=B:0ms&cancelAfter=60s", style);
		assertThat(report.at("/result/value").toString()).isEqualTo("[\"A done\",\"B done\"]");
	}

	@Test
	void theAwaiterIsCancelledAfterHalfASecondUnlessToldOtherwise() {
		JsonNode report = this.client.get("/api/shield");
		assertThat(report.at("/result/status").asString()).isEqualTo("cancelled");
		assertThat(report.at("/result/atMs").asDouble()).isGreaterThanOrEqualTo(500);
		assertThat(report.at("/tasks/0/value").asString()).isEqualTo("task1 done");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1ms", "60001ms", "5", "soon", "1s&cancelAfter=2s" })
	void refusesATimeThatIsNone(String cancelAfter) {
		JsonNode problem = this.client.problem("/api/shield?cancelAfter=" + cancelAfter, HttpStatus.BAD_REQUEST);
		assertThat(problem.at("/parameter").asString()).isEqualTo("cancelAfter");
	}

}
