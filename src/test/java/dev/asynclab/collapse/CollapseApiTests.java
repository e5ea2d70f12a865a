package dev.asynclab.collapse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.asynclab.LabTest;
import dev.asynclab.job.Place;
import dev.asynclab.load.Experiments;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The experiment over HTTP: its structure, its bounds and that nothing is left of it. How
 * fast it is depends on the machine and is not tested.
 */
@LabTest
class CollapseApiTests {

	private static final Duration CEILING = Duration.ofSeconds(60);

	private static final String ENDLESS = "/api/collapse?rate=20&phase=10s&delay=1ms";

	private final JsonMapper json = new JsonMapper();

	private final HttpClient client = HttpClient.newHttpClient();

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private Experiments experiments;

	@Autowired
	private Calls calls;

	@LocalServerPort
	private int port;

	@AfterEach
	void stop() throws Exception {
		this.experiments.stopCurrent().get(60, TimeUnit.SECONDS);
		this.client.close();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REQUEST_THREAD")
	void measuresEachPhaseAndSaysWhatWasPredicted(Place on) throws Exception {
		JsonNode report = this.json
			.readTree(get("/api/collapse?rate=20&delay=10ms&blockingShare=0.5&phase=500ms&on=" + on.id(), 200).body());
		assertThat(report.at("/on").asString()).isEqualTo(on.id());
		assertThat(report.at("/stopped").asBoolean(true)).isFalse();
		assertThat(report.at("/phases").valueStream().map((phase) -> phase.at("/name").asString()))
			.containsExactly("healthy", "blocking", "recovery", "offloaded");
		assertThat(report.at("/phases").valueStream()).allSatisfy((phase) -> {
			assertThat(phase.at("/offered").asDouble()).isPositive();
			assertThat(phase.at("/completed").asDouble()).isPositive();
			assertThat(phase.at("/errors").isEmpty()).isTrue();
			assertThat(phase.at("/p50Ms").asDouble()).isPositive().isLessThanOrEqualTo(phase.at("/p99Ms").asDouble());
			assertThat(phase.at("/p99Ms").asDouble()).isLessThanOrEqualTo(phase.at("/maxMs").asDouble());
			assertThat(phase.at("/inFlight").isInt()).isTrue();
			assertThat(phase.at("/longestStallMs").isNull())
				.isEqualTo(on == Place.ASYNC_POOL || on == Place.VIRTUAL_THREAD);
		});
		assertThat(report.at("/phases/0/predicted").asDouble()).isEqualTo(20);
		assertThat(report.at("/points").valueStream()).isNotEmpty().allSatisfy((point) -> {
			assertThat(point.at("/predicted").asDouble()).isPositive();
			assertThat(point.at("/p99Ms").asDouble()).isLessThanOrEqualTo(point.at("/maxMs").asDouble());
		});
		assertThat(report.at("/phases/1/predicted").asDouble()).isEqualTo(20);
		assertThat(report.at("/phases/1/becauseSentence/code").asString())
			.isEqualTo((on == Place.VIRTUAL_THREAD) ? "because.own-thread" : "because.enough");
		assertThat(report.at("/phases/0/because").asString()).isEqualTo("the rate");
		assertThat(report.at("/phases/2/drainMs").asDouble(-1)).isNotNegative();
		assertThat(report.at("/machine/cores").asInt()).isPositive();
		assertThat(report.at("/points")).isNotEmpty();
		assertThat(report.at("/next").asString()).startsWith("curl 'localhost:" + this.port + "/api/");
		assertNothingIsLeft();
	}

	@Test
	void streamsPointsAndThenTheReport() throws Exception {
		HttpResponse<String> answer = this.client
			.send(HttpRequest.newBuilder(uri("/api/collapse?rate=20&delay=10ms&phase=500ms"))
				.header("Accept", "text/event-stream")
				.build(), HttpResponse.BodyHandlers.ofString());
		List<String> events = List.of(answer.body().split("\n\n", -1))
			.stream()
			.filter((event) -> !event.isBlank() && !event.startsWith(":"))
			.toList();
		assertThat(events.getLast()).startsWith("event:report\ndata:{\"on\":\"event-loop\"");
		List<String> points = events.subList(0, events.size() - 1);
		assertThat(points).isNotEmpty().allMatch((event) -> event.startsWith("data:{\"atMs\":"));
		assertThat(points.toString()).contains("\"phase\":\"healthy\"", "\"phase\":\"blocking\"",
				"\"phase\":\"recovery\"", "\"phase\":\"offloaded\"");
	}

	@Test
	void runsOneAtATime() throws Exception {
		try (Socket first = stream()) {
			List<CompletableFuture<HttpResponse<String>>> others = IntStream.range(0, 9)
				.mapToObj((_) -> this.client.sendAsync(HttpRequest.newBuilder(uri(ENDLESS)).build(),
						HttpResponse.BodyHandlers.ofString()))
				.toList();
			for (CompletableFuture<HttpResponse<String>> other : others) {
				HttpResponse<String> refused = other.get(60, TimeUnit.SECONDS);
				assertThat(refused.statusCode()).isEqualTo(429);
				assertThat(refused.headers().firstValue("Retry-After")).contains("40");
				assertThat(refused.body()).contains("DELETE /api/collapse");
			}
			assertThat(first.isClosed()).isFalse();
		}
	}

	@Test
	void isStoppedByDeleteAndReportsWhatItHas() throws Exception {
		CompletableFuture<HttpResponse<String>> report = this.client
			.sendAsync(HttpRequest.newBuilder(uri(ENDLESS)).build(), HttpResponse.BodyHandlers.ofString());
		await().atMost(CEILING).until(() -> isRunning());
		assertThat(delete()).isEqualTo("{\"stopped\":true}");
		assertThat(isRunning()).isFalse();
		HttpResponse<String> answer = report.get(60, TimeUnit.SECONDS);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(this.json.readTree(answer.body()).at("/stopped").asBoolean()).isTrue();
		assertNothingIsLeft();
		assertThat(delete()).isEqualTo("{\"stopped\":false}");
	}

	@Test
	void isStoppedByAHangUpOnTheStream() throws IOException {
		stream().close();
		await().atMost(CEILING).until(() -> !isRunning());
		assertNothingIsLeft();
	}

	@Test
	void stoppingEndsTheCallsThatBlock() throws Exception {
		CompletableFuture<HttpResponse<String>> report = this.client.sendAsync(
				HttpRequest.newBuilder(uri("/api/collapse?rate=100&phase=10s&delay=1s&blockingShare=1")).build(),
				HttpResponse.BodyHandlers.ofString());
		await().atMost(CEILING).until(() -> isRunning() && this.calls.underWay() >= 20);
		delete();
		assertThat(report.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		assertNothingIsLeft();
		assertThat(get("/api/nonblocking?delay=1ms", 200).body()).contains("nonblocking");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rate=0", "rate=1001", "delay=0ms", "delay=2s", "blockingShare=0", "blockingShare=1.1",
			"blockingShare=NaN", "phase=100ms", "phase=11s", "on=request-thread", "on=webclient", "url=x" })
	void refusesBadInput(String query) throws Exception {
		JsonNode problem = this.json.readTree(get("/api/collapse?" + query, 400).body());
		assertThat(problem.at("/parameter").asString()).isEqualTo(query.substring(0, query.indexOf('=')));
		assertThat(problem.at("/allowed").asString()).isNotEmpty();
	}

	private void assertNothingIsLeft() {
		await().atMost(CEILING).untilAsserted(() -> {
			assertThat(this.calls.underWay()).isZero();
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("collapse"));
			assertThat(this.meters.get("asynclab.upstream.inflight").gauge().value()).isZero();
		});
	}

	private boolean isRunning() {
		return !this.experiments.isIdle();
	}

	private Socket stream() throws IOException {
		Socket socket = new Socket("localhost", this.port);
		socket.getOutputStream()
			.write("GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n".formatted(ENDLESS)
				.getBytes(StandardCharsets.US_ASCII));
		BufferedReader reader = new BufferedReader(
				new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
		assertThat(reader.readLine()).contains("200");
		assertThat(isRunning()).isTrue();
		return socket;
	}

	private String delete() throws IOException, InterruptedException {
		return this.client
			.send(HttpRequest.newBuilder(uri("/api/collapse")).DELETE().build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	private HttpResponse<String> get(String path, int status) throws IOException, InterruptedException {
		HttpResponse<String> answer = this.client.send(HttpRequest.newBuilder(uri(path)).build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		return answer;
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
