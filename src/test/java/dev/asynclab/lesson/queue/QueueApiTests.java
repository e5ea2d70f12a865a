package dev.asynclab.lesson.queue;

import java.util.List;

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
 * The lesson queue over HTTP, with real I/O.
 */
@LessonTest
class QueueApiTests {

	@Autowired
	private RestTestClient rest;

	private LessonClient client;

	@BeforeEach
	void createClient() {
		this.client = new LessonClient(this.rest);
	}

	@ParameterizedTest
	@EnumSource(names = { "ASYNC_POOL", "HAZELCAST" }, mode = EnumSource.Mode.EXCLUDE)
	void everyItemIsPutBeforeItIsGot(Style style) {
		JsonNode report = this.client.report("/api/queue?producers=2&consumers=3&items=5&delay=90ms", style);
		assertThat(report.at("/concept").asString()).isEqualTo("queue");
		assertThat(report.at("/result/value").valueStream().map(JsonNode::asString))
			.containsExactlyInAnyOrder("get1 done", "get2 done", "get3 done", "get4 done", "get5 done");
		List<JsonNode> tasks = report.at("/tasks").valueStream().toList();
		assertThat(tasks).hasSize(10).allSatisfy((task) -> assertThat(task.at("/state").asString()).isEqualTo("done"));
		for (int i = 0; i < 5; i++) {
			assertThat(tasks.get(5 + i).at("/startMs").asDouble())
				.isGreaterThanOrEqualTo(tasks.get(i).at("/endMs").asDouble());
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "ASYNC_POOL", "HAZELCAST" }, mode = EnumSource.Mode.EXCLUDE)
	void oneProducerAndOneConsumerAreTwoAtOnceAtTheMost(Style style) {
		JsonNode report = this.client.report("/api/queue?producers=1&consumers=1&items=4&delay=90ms", style);
		assertThat(report.at("/peakConcurrency").asInt()).isEqualTo(2);
		assertThat(report.at("/result/value").toString())
			.isEqualTo("[\"get1 done\",\"get2 done\",\"get3 done\",\"get4 done\"]");
	}

	@Test
	void hasOneProducerTwoConsumersAndSixItemsUnlessToldOtherwise() {
		JsonNode report = this.client.get("/api/queue");
		assertThat(report.at("/style").asString()).isEqualTo("asyncio");
		assertThat(report.at("/tasks").valueStream().map((task) -> task.at("/name").asString()))
			.contains("put1", "put6", "get1", "get6")
			.hasSize(12);
		assertThat(report.at("/peakConcurrency").asInt()).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/event-stream" })
	void aPoolHasNone(String accept) {
		this.rest.get()
			.uri("/api/queue?style=async-pool")
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
	@CsvSource({ "producers=0,producers", "producers=-1,producers", "producers=101,producers", "producers=,producers",
			"producers=many,producers", "consumers=0,consumers", "consumers=101,consumers",
			"consumers=99999999999,consumers", "items=0,items", "items=101,items", "items=1.5,items",
			"items=1&items=2,items", "delay=-1s,delay", "delay=61s,delay", "delay=5,delay", "job=A:1s,job",
			"count=2,count", "items=100&delay=10s,items" })
	void refusesWhatIsOutOfBounds(String query, String parameter) {
		JsonNode problem = this.client.problem("/api/queue?" + query, HttpStatus.BAD_REQUEST);
		assertThat(problem.at("/parameter").asString()).isEqualTo(parameter);
		assertThat(problem.at("/allowed").asString()).isNotEmpty();
	}

}
