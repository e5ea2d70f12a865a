package dev.asynclab.collapse;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.asynclab.job.Place;
import dev.asynclab.load.ExperimentApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The experiment over HTTP: its structure, its bounds and that nothing is left of it. How
 * fast it is depends on the machine and is not tested.
 */
class CollapseApiTests extends ExperimentApi {

	private static final String ENDLESS = "/api/collapse?rate=20&phase=10s&delay=1ms";

	@Autowired
	private Calls calls;

	@Autowired
	private List<ExperimentSite> sites;

	CollapseApiTests() {
		super("collapse");
	}

	@Override
	protected int callsUnderWay() {
		return this.calls.underWay();
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
		assertThat(report.at("/phases/0/because").asString()).matches((on != Place.ASYNC_POOL) ? "the rate"
				: "20: all of it, since the capacity is 8 threads / 0\\.\\d+ s = \\d+");
		assertThat(report.at("/threads").isInt()).isEqualTo(on == Place.ASYNC_POOL);
		assertThat(report.at("/remarks").valueStream().map((remark) -> remark.at("/phase").asString()))
			.contains("blocking", "recovery", "offloaded");
		assertThat(report.at("/advice/0/text").asString()).startsWith("Nothing has to change");
		assertThat(report.at("/advice/0/bottleneck").asString()).isEqualTo("none");
		assertThat(report.at("/advice/0/next").asString()).isEqualTo(report.at("/next").asString());
		assertThat(report.at("/phases/2/predictedDrainMs").asDouble()).isEqualTo(20);
		assertThat(report.at("/phases/2/drainMs").asDouble(-1)).isNotNegative();
		assertThat(report.at("/machine/cores").asInt()).isPositive();
		assertThat(report.at("/points")).isNotEmpty();
		assertThat(report.at("/next").asString()).startsWith("curl 'localhost:" + this.port + "/api/");
		assertNothingIsLeft();
	}

	@Test
	void hasAPoolWithTheThreadsThatWereAskedFor() throws Exception {
		JsonNode report = this.json.readTree(
				get("/api/collapse?on=async-pool&threads=1&rate=7&delay=100ms&blockingShare=1&phase=1s", 200).body());
		assertThat(report.at("/threads").asInt()).isOne();
		assertThat(report.at("/phases/0/because").asString()).containsPattern("1 thread / 0\\.\\d+ s = \\d+$");
		assertThat(report.at("/serviceMs").asDouble()).isGreaterThanOrEqualTo(20);
		assertThat(report.at("/phases/1/because").asString())
			.matches("1 thread / \\(0\\.\\d+ s \\+ 1 × 0\\.1 s\\) = \\d+, once the calls from before have ended");
		// 2 calls a second too many for 1 s, at 5 a second, and the last call's own time.
		assertThat(report.at("/phases/2/predictedDrainMs").asDouble()).isGreaterThan(300);
		assertThat(report.at("/advice/0/bottleneck").asString()).isEqualTo("thread");
		assertThat(report.at("/advice/0/text").asString())
			.containsPattern("With \\d+ threads instead of 1, all 7 calls a second succeed instead of \\d+");
		assertThat(report.at("/advice/0/next").asString()).contains("on=async-pool", "threads=");
		assertNothingIsLeft();
	}

	@Test
	void collapsesByDefaultWhereItCan() {
		for (ExperimentSite site : this.sites) {
			CollapsePlan plan = CollapsePlan.at(site, null, Duration.ofMillis(50), null, null, Duration.ofSeconds(2));
			Integer threads = plan.threads();
			CallSite calls = (threads != null) ? site.calls().withThreads(threads) : site.calls();
			Prediction prediction = new Prediction(plan, calls, CallSites.WORKERS,
					calls.isLoop() ? Duration.ZERO : plan.delay(), 512, Duration.ofSeconds(30), Duration.ofSeconds(44));
			assertThat(prediction.collapses()).as(site.place().id()).isEqualTo(site.place() != Place.VIRTUAL_THREAD);
			assertThat(prediction.capacity(Phase.HEALTHY)).isGreaterThan(1.2 * plan.rate());
			assertThat(prediction.workersCapacity()).as("workers are a cure").isGreaterThan(plan.rate());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text", "svg" })
	void everyFormHasTheTimeToDrainAndTheAdvice(String format) throws Exception {
		String picture = get("/api/collapse?rate=20&delay=10ms&phase=500ms&format=" + format, 200).body();
		assertThat(picture.replaceAll("\\s+", " ")).contains("20.0 ms was predicted", "advice: Nothing has to change");
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
		assertThat(events.getLast()).contains("\"predictedDrainMs\":", "\"remarks\":", "\"advice\":");
		assertThat(events.getLast()).startsWith("event:report\ndata:{\"on\":\"event-loop\"");
		List<String> points = events.subList(0, events.size() - 1);
		assertThat(points).isNotEmpty().allMatch((event) -> event.startsWith("data:{\"atMs\":"));
		assertThat(points.toString()).contains("\"phase\":\"healthy\"", "\"phase\":\"blocking\"",
				"\"phase\":\"recovery\"", "\"phase\":\"offloaded\"");
	}

	@Test
	void runsOneAtATime() throws Exception {
		try (Socket first = stream(ENDLESS)) {
			List<CompletableFuture<HttpResponse<String>>> others = IntStream.range(0, 9)
				.mapToObj((_) -> send(ENDLESS))
				.toList();
			for (CompletableFuture<HttpResponse<String>> other : others) {
				HttpResponse<String> refused = other.get(60, TimeUnit.SECONDS);
				assertThat(refused.statusCode()).isEqualTo(429);
				assertThat(refused.headers().firstValue("Retry-After")).contains("40");
				assertThat(refused.body()).contains("curl -X DELETE 'localhost:", "/api/collapse'");
			}
			assertThat(first.isClosed()).isFalse();
		}
	}

	@Test
	void isStoppedByDeleteAndReportsWhatItHas() throws Exception {
		CompletableFuture<HttpResponse<String>> report = send(ENDLESS);
		await().atMost(CEILING).until(() -> isRunning());
		stopped(report);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/event-stream", "application/json", "image/svg+xml" })
	void isStoppedByAHangUp(String accept) throws IOException {
		isStoppedByAHangUp(ENDLESS, accept);
	}

	@Test
	void stoppingEndsTheCallsThatBlock() throws Exception {
		CompletableFuture<HttpResponse<String>> report = send(
				"/api/collapse?rate=100&phase=10s&delay=1s&blockingShare=1");
		await().atMost(CEILING).until(() -> isRunning() && callsUnderWay() >= 20);
		delete("/api/collapse");
		assertThat(report.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		assertNothingIsLeft();
		assertThat(get("/api/nonblocking?delay=1ms", 200).body()).contains("nonblocking");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rate=0", "rate=1001", "delay=0ms", "delay=2s", "blockingShare=0", "blockingShare=1.1",
			"blockingShare=NaN", "phase=100ms", "phase=11s", "threads=8", "threads=0&on=async-pool",
			"threads=201&on=async-pool", "on=request-thread", "on=webclient", "url=x" })
	void refusesBadInput(String query) throws Exception {
		JsonNode problem = this.json.readTree(get("/api/collapse?" + query, 400).body());
		assertThat(problem.at("/parameter").asString()).isEqualTo(query.substring(0, query.indexOf('=')));
		assertThat(problem.at("/allowed").asString()).isNotEmpty();
	}

}
