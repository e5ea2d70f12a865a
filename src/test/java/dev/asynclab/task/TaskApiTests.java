package dev.asynclab.task;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.asynclab.LabTest;
import dev.asynclab.job.Style;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code /api/tasks} against the mock upstream.
 */
@LabTest
class TaskApiTests {

	private static final Duration CEILING = Duration.ofSeconds(60);

	@Autowired
	private MeterRegistry meters;

	@LocalServerPort
	private int port;

	private TaskClient client = new TaskClient(0);

	@BeforeEach
	void connect() {
		this.client = new TaskClient(this.port);
	}

	@AfterEach
	void nothingIsLeft() {
		this.client.close();
		await().atMost(CEILING)
			.until(() -> this.meters.get("asynclab.tasks").gauges().stream().allMatch((gauge) -> gauge.value() == 0));
		await().atMost(CEILING).until(() -> gauge("asynclab.upstream.inflight") == 0);
		await().atMost(CEILING).until(() -> gauge("asynclab.admitted.tasks") == 0);
	}

	@ParameterizedTest
	@EnumSource
	void livesOnAfterTheRequestAndReturnsItsValue(Style style) throws Exception {
		String task = create("\"delay\": \"20ms\"", style);
		JsonNode end = awaited(task);
		String id = task.substring("/api/tasks/".length());
		assertThat(end.at("/id").asString()).isEqualTo(id);
		assertThat(end.at("/name").asString()).isEqualTo("Task-" + id);
		assertThat(end.at("/style").asString()).isEqualTo(style.id());
		assertThat(end.at("/state").asString()).isEqualTo("done");
		assertThat(end.at("/value").asString()).isEqualTo("Task-" + id + " done");
		assertThat(end.at("/startedAt").isString() && end.at("/endedAt").isString()).isTrue();
		assertThat(this.client.json(task)).isEqualTo(end);
	}

	@ParameterizedTest
	@EnumSource
	void failsIfItIsTo(Style style) throws Exception {
		JsonNode end = awaited(create("\"name\": \"B\", \"delay\": \"20ms\", \"fail\": true", style));
		assertThat(end.at("/state").asString()).isEqualTo("failed");
		assertThat(end.at("/error/type").asString()).isEqualTo("UpstreamStatusException");
		assertThat(end.at("/error/message").asString()).isEqualTo("B: the upstream answered 500");
	}

	@ParameterizedTest
	@EnumSource
	void aCancelStopsTheWorkAndIsRemembered(Style style) throws Exception {
		String task = create("\"delay\": \"60s\"", style);
		await().atMost(CEILING).until(() -> gauge("asynclab.upstream.inflight") == 1);
		JsonNode answer = this.client.delete(task);
		assertThat(answer.at("/accepted").asBoolean()).isTrue();
		assertThat(answer.at("/cancelling").asInt()).isOne();
		JsonNode end = awaited(task);
		assertThat(end.at("/state").asString()).isEqualTo("cancelled");
		assertThat(end.at("/cancelRequests/0/by").asString()).isEqualTo("127.0.0.1");
		assertThat(end.at("/cancelRequests/0/userAgent").asString()).isEqualTo("task-tests");
		assertThat(end.at("/cancelRequests/0/at").isString()).isTrue();
		assertThat(this.client.delete(task).at("/accepted").asBoolean(true)).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void cleansUpWithACallOfItsOwn(Style style) throws Exception {
		double answered = requests("answered");
		String task = create("\"delay\": \"60s\", \"cleanup\": \"20ms\"", style);
		await().atMost(CEILING).until(() -> gauge("asynclab.upstream.inflight") == 1);
		this.client.delete(task);
		assertThat(awaited(task).at("/state").asString()).isEqualTo("cancelled");
		// The upstream counts an answer once it is sent, which the client may see before.
		await().atMost(CEILING).until(() -> requests("answered") - answered == 1);
	}

	@ParameterizedTest
	@CsvSource({ "return, done", "raise, failed" })
	void mayEndInAnotherWayThanCancelled(String onCancel, String state) throws Exception {
		for (Style style : Style.values()) {
			String task = create("\"delay\": \"60s\", \"onCancel\": \"" + onCancel + "\"", style);
			await().atMost(CEILING).until(() -> gauge("asynclab.upstream.inflight") == 1);
			this.client.delete(task);
			assertThat(awaited(task).at("/state").asString()).isEqualTo(state);
		}
	}

	@Test
	void givingUpDoesNotCancel() throws Exception {
		String task = create("\"delay\": \"60s\"", Style.WEBCLIENT);
		assertThat(this.client.json(task + "?wait=10ms").at("/state").asString()).isIn("pending", "running");
		CompletableFuture<JsonNode> awaiter = this.client.await(task);
		awaiter.cancel(true);
		assertThat(this.client.json(task).at("/cancelling").asInt()).isZero();
		this.client.delete(task);
		assertThat(awaited(task).at("/cancelRequests").size()).isOne();
	}

	@Test
	void listsInTheOrderOfCreationAsJsonAndAsATable() throws Exception {
		String first = create("\"name\": \"first\", \"delay\": \"60s\"", Style.VIRTUAL_THREAD);
		String second = create("\"name\": \"second\", \"delay\": \"0ms\"", Style.WEBCLIENT);
		awaited(second);
		await().atMost(CEILING).until(() -> gauge("asynclab.upstream.inflight") == 1);
		long before = Long.parseLong(first.substring("/api/tasks/".length())) - 1;
		assertThat(names("/api/tasks?after=" + before)).containsExactly("first", "second");
		assertThat(names("/api/tasks?state=done&after=" + before)).containsExactly("second");
		assertThat(names("/api/tasks?state=done&state=running&after=" + before)).containsExactly("first", "second");
		assertThat(names("/api/tasks?limit=1&after=" + before)).containsExactly("first");
		assertThat(this.client.json("/api/tasks?limit=1").at("/states/running").asInt()).isOne();
		HttpResponse<String> table = this.client.get("/api/tasks?format=text&after=" + before);
		assertThat(table.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
		assertThat(table.body().lines()).satisfiesExactly((line) -> assertThat(line).contains("1 running"),
				(line) -> assertThat(line).isEmpty(),
				(line) -> assertThat(line).startsWith("id  task name  style           state "),
				(line) -> assertThat(line).matches("-+"),
				(line) -> assertThat(line).contains("first ", "virtual-thread  running"),
				(line) -> assertThat(line).contains("second", "webclient       done"));
		this.client.delete(first);
		awaited(first);
		assertThat(this.client.get("/api/tasks?format=text&after=" + before).body()).contains("127.0.0.1");
	}

	@Test
	void streamsItsLifeAndEndsWithIt() throws Exception {
		String task = create("\"name\": \"A\", \"delay\": \"1200ms\"", Style.VIRTUAL_THREAD);
		List<String> events = List.of(this.client.get(task + "/events").body().split("\n\n"));
		assertThat(events).contains(":running");
		assertThat(events.getLast()).startsWith("event:task\ndata:{\"id\":").contains("\"state\":\"done\"");
		assertThat(events).filteredOn((event) -> event.startsWith("data:"))
			.extracting((event) -> event.replaceAll(".*\"event\":\"([a-zA-Z]+)\".*", "$1"))
			.containsExactly("created", "started", "finished");
	}

	@Test
	void hangingUpOnTheStreamLeavesTheTaskAndNothingElse() throws Exception {
		String task = create("\"delay\": \"60s\"", Style.WEBCLIENT);
		await().atMost(CEILING).until(() -> gauge("asynclab.upstream.inflight") == 1);
		try (Socket watcher = new Socket("localhost", this.port)) {
			watcher.getOutputStream()
				.write("GET %s/events HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(task)
					.getBytes(StandardCharsets.US_ASCII));
			assertThat(watcher.getInputStream().read()).isEqualTo('H');
			await().atMost(CEILING).until(() -> streams() == 1);
		}
		await().atMost(CEILING).until(() -> streams() == 0);
		assertThat(this.client.json(task).at("/state").asString()).isEqualTo("running");
		this.client.delete(task);
		awaited(task);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{} | delay
			{"delay": 2} | delay
			{"delay": "2"} | delay
			{"delay": "soon"} | delay
			{"delay": "-1s"} | delay
			{"delay": "61s"} | delay
			{"delay": "1500us"} | delay
			{"delay": "1s", "cleanup": "61s"} | cleanup
			{"delay": "1s", "name": "a b"} | name
			{"delay": "1s", "name": ""} | name
			{"delay": "1s", "name": 7} | name
			{"delay": "1s", "style": "fast"} | style
			{"delay": "1s", "style": 1} | style
			{"delay": "1s", "style": "1"} | style
			{"delay": "1s", "onCancel": "ignore"} | onCancel
			{"delay": "1s", "onCancel": 0} | onCancel
			{"delay": "1s", "onCancel": true} | onCancel
			{"delay": ["1s"]} | delay
			{"delay": {"a": 1}} | delay
			{"delay": "1s", "fail": "true"} | fail
			{"delay": "1s", "retries": 3} | retries
			""")
	void aWrongFieldIsNamed(String body, String field) throws Exception {
		HttpResponse<String> refused = this.client.post(body);
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(refused.body()).contains("\"parameter\":\"" + field + "\"", "\"allowed\":");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			`` | 400
			{ | 400
			null | 400
			[] | 400
			{"delay": "1s"} x | 400
			{"delay": "1s", "delay": "2s"} | 400
			{"delay": "1s", "fail": "yes"} | 400
			""")
	void aBodyThatIsNoTaskIsRefused(String body, int status) throws Exception {
		HttpResponse<String> refused = this.client.post(body);
		assertThat(refused.statusCode()).isEqualTo(status);
		assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
	}

	@Test
	void aBodyThatIsTooLargeIsRefused() throws Exception {
		assertThat(this.client.post("{\"delay\": \"" + " ".repeat(10_000) + "\"}").statusCode()).isEqualTo(413);
	}

	@ParameterizedTest
	@CsvSource({ "/api/tasks/999999999, 404", "/api/tasks/999999999/events, 404", "/api/tasks/one, 400",
			"/api/tasks/1?wait=6m, 400", "/api/tasks/1?wait=-1s, 400", "/api/tasks/1?timeout=1s, 400",
			"/api/tasks?limit=0, 400", "/api/tasks?after=x, 400", "/api/tasks?state=gone, 400",
			"/api/tasks?format=svg, 400" })
	void aWrongRequestIsAProblem(String path, int status) throws Exception {
		HttpResponse<String> refused = this.client.get(path);
		assertThat(refused.statusCode()).isEqualTo(status);
		assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
	}

	private String create(String fields, Style style) throws IOException, InterruptedException {
		return this.client.create("{" + fields + ", \"style\": \"" + style.id() + "\"}");
	}

	private JsonNode awaited(String task) throws Exception {
		return this.client.await(task).get(60, TimeUnit.SECONDS);
	}

	private List<String> names(String path) throws IOException, InterruptedException {
		return this.client.json(path).at("/tasks").valueStream().map((task) -> task.at("/name").asString()).toList();
	}

	private double gauge(String name) {
		return this.meters.get(name).gauge().value();
	}

	private double requests(String outcome) {
		return this.meters.get("asynclab.upstream.requests").tag("outcome", outcome).counter().count();
	}

	private int streams() {
		return this.meters.get("http.server.requests.active")
			.longTaskTimers()
			.stream()
			.filter((timer) -> "/api/tasks/{id}/events".equals(timer.getId().getTag("uri"))
					|| "UNKNOWN".equals(timer.getId().getTag("uri")))
			.mapToInt((timer) -> timer.activeTasks())
			.sum();
	}

}
