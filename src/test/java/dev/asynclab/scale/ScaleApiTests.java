package dev.asynclab.scale;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.asynclab.LabTest;
import dev.asynclab.load.Experiments;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code /api/scale}.
 */
@LabTest
class ScaleApiTests {

	private static final String LONG = "/api/scale?tasks=100&delay=60s&style=";

	@Autowired
	private RestTestClient client;

	@LocalServerPort
	private int port;

	@Autowired
	private Experiments experiments;

	@AfterEach
	void stop() {
		this.experiments.stopCurrent();
		awaitIdle();
	}

	@ParameterizedTest
	@ValueSource(strings = { "webclient", "virtual-thread", "asyncio", "timer" })
	void runsAllTasksAtOnce(String style) {
		JsonNode report = report("tasks=2000&delay=200ms&style=" + style);
		assertThat(report.at("/style").asString()).isEqualTo(style);
		assertThat(report.at("/io").asString()).isEqualTo("timer");
		assertThat(report.at("/completed").asInt()).isEqualTo(2000);
		assertThat(report.at("/stopped").asBoolean()).isFalse();
		assertThat(report.at("/idealMs").asDouble()).isEqualTo(200);
		assertThat(report.at("/wallMs").asDouble()).isGreaterThanOrEqualTo(200);
		assertThat(report.at("/bytesPerTask").asInt()).isPositive();
		assertThat(report.at("/concurrency").valueStream().mapToInt(JsonNode::asInt).max())
			.hasValue(report.at("/peakConcurrency").asInt());
	}

	@Test
	void aPoolRunsInWaves() {
		JsonNode report = report("tasks=20&delay=10ms&style=async-pool");
		assertThat(report.at("/completed").asInt()).isEqualTo(20);
		assertThat(report.at("/idealMs").asDouble()).isEqualTo(30);
		assertThat(report.at("/peakConcurrency").asInt()).isBetween(1, 8);
	}

	@ParameterizedTest
	@CsvSource({ "tasks=0, tasks", "tasks=1000001, tasks", "tasks=100000&style=async-pool, tasks", "tasks=x, tasks",
			"delay=2m, delay", "delay=-1s, delay", "tasks=1000000&delay=999us&style=async-pool, delay",
			"style=fast, style", "count=3, count" })
	void refusesWhatIsOutOfBounds(String query, String parameter) {
		JsonNode problem = json(this.client.get()
			.uri("/api/scale?" + query)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON));
		assertThat(problem.at("/parameter").asString()).isEqualTo(parameter);
		assertThat(problem.at("/allowed").asString() + problem.at("/detail").asString()).isNotBlank();
	}

	@ParameterizedTest
	@ValueSource(strings = { "async-pool", "webclient", "virtual-thread", "asyncio", "timer" })
	void oneAtATimeUntilItIsStopped(String style) throws Exception {
		LinkedBlockingQueue<ServerSentEvent<String>> events = new LinkedBlockingQueue<>();
		CountDownLatch ended = new CountDownLatch(1);
		String path = "async-pool".equals(style) ? "/api/scale?tasks=8&delay=60s&style=" : LONG;
		Disposable stream = listen(path + style, events, ended);
		try {
			assertThat(next(events).event()).isNull();
			this.client.get()
				.uri("/api/scale?tasks=1")
				.exchange()
				.expectStatus()
				.isEqualTo(HttpStatus.TOO_MANY_REQUESTS)
				.expectHeader()
				.value(HttpHeaders.RETRY_AFTER,
						(seconds) -> assertThat(seconds).as("of the other run").isNotEqualTo("1"));
			assertThat(stopped()).isTrue();
			assertThat(this.experiments.isIdle()).isTrue();
			ServerSentEvent<String> last = next(events);
			while (last.event() == null) {
				last = next(events);
			}
			assertThat(last.event()).isEqualTo("report");
			JsonNode report = new JsonMapper().readTree(last.data());
			assertThat(report.at("/stopped").asBoolean()).isTrue();
			assertThat(report.at("/completed").asInt()).isZero();
			assertThat(report.at("/overheadMs").isNumber()).isFalse();
			assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			stream.dispose();
		}
	}

	@Test
	void aHangUpStopsTheRun() throws Exception {
		LinkedBlockingQueue<ServerSentEvent<String>> events = new LinkedBlockingQueue<>();
		Disposable stream = listen(LONG + "asyncio", events, new CountDownLatch(1));
		assertThat(next(events).event()).isNull();
		stream.dispose();
		awaitIdle();
	}

	@Test
	void stoppingNothingIsNoError() {
		assertThat(stopped()).isFalse();
	}

	@Test
	void isDrawnForATerminal() {
		String text = Objects.requireNonNull(this.client.get()
			.uri("/api/scale?tasks=1000&delay=100ms&style=timer&format=text")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_PLAIN)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
		assertThat(text).contains("1,000 tasks of 100 ms in style timer", "█", "ideal 100 ms",
				"all 1,000 tasks ended with their own result");
		assertThat(text.lines()).allMatch((line) -> line.length() <= 80);
	}

	private boolean stopped() {
		return json(this.client.delete().uri("/api/scale").exchange().expectStatus().isOk()).at("/stopped").asBoolean();
	}

	private Disposable listen(String path, LinkedBlockingQueue<ServerSentEvent<String>> events, CountDownLatch ended) {
		return WebClient.create("http://localhost:" + this.port)
			.get()
			.uri(path)
			.accept(MediaType.TEXT_EVENT_STREAM)
			.retrieve()
			.bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() {
			})
			.filter((event) -> event.data() != null)
			.doFinally((_) -> ended.countDown())
			.subscribe(events::add);
	}

	private static ServerSentEvent<String> next(LinkedBlockingQueue<ServerSentEvent<String>> events)
			throws InterruptedException {
		return Objects.requireNonNull(events.poll(60, TimeUnit.SECONDS));
	}

	private void awaitIdle() {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(this.experiments::isIdle);
	}

	private JsonNode report(String query) {
		return json(this.client.get().uri("/api/scale?" + query).exchange().expectStatus().isOk());
	}

	private static JsonNode json(RestTestClient.ResponseSpec response) {
		return new JsonMapper()
			.readTree(Objects.requireNonNull(response.expectBody(String.class).returnResult().getResponseBody()));
	}

}
