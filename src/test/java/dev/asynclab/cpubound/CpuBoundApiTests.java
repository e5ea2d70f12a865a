package dev.asynclab.cpubound;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import dev.asynclab.LabTest;
import dev.asynclab.job.Place;
import dev.asynclab.timeline.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * CPU-bound jobs, over HTTP. How much faster some places are depends on the machine; that
 * the jobs of a loop never overlap does not.
 */
@LabTest
class CpuBoundApiTests {

	private final JsonMapper json = new JsonMapper();

	@Autowired
	private RestTestClient client;

	@Autowired
	private CpuBoundRuns runs;

	@Autowired
	private CpuSites sites;

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REQUEST_THREAD")
	void computesTheSameEverywhere(Place on) {
		JsonNode report = this.json.readTree(get("/api/cpu-bound?jobs=3&size=20000&on=" + on.id(), HttpStatus.OK));
		assertThat(report.at("/on").asString()).isEqualTo(on.id());
		assertThat(report.at("/tasks").valueStream().map((task) -> task.at("/value").asString())).containsExactly(
				new CpuJob("job-1", 20000).run(() -> false), new CpuJob("job-2", 20000).run(() -> false),
				new CpuJob("job-3", 20000).run(() -> false));
		assertThat(report.at("/wallMs").asDouble()).isPositive();
		assertThat(report.at("/oneJobMs").asDouble()).isPositive();
		assertThat(report.at("/speedup").asDouble()).isPositive();
		assertThat(report.at("/cores").asInt()).isEqualTo(Runtime.getRuntime().availableProcessors());
		assertThat(report.at("/heartbeat/everyMs").asInt()).isEqualTo(10);
		assertThat(report.at("/heartbeat/longestGapMs").asDouble()).isPositive();
		assertThat(report.at("/heartbeat/on").asString()).isEqualTo((on == Place.ASYNC_POOL) ? "event-loop" : on.id());
	}

	@ParameterizedTest
	@EnumSource(names = { "EVENT_LOOP", "ASYNCIO" })
	void theJobsOfALoopRunOneAfterTheOtherAndNoHeartBeatsDuringOne(Place on) throws Exception {
		CpuBoundReport report = this.runs.start(this.sites.convert(on.id()), 3, 50_000)
			.report()
			.get(60, TimeUnit.SECONDS);
		List<Segment> computed = report.tasks().stream().map((task) -> task.segments().getLast()).toList();
		assertThat(computed.get(0).toNanos()).isLessThanOrEqualTo(computed.get(1).fromNanos());
		assertThat(computed.get(1).toNanos()).isLessThanOrEqualTo(computed.get(2).fromNanos());
		double longestMs = computed.stream().mapToLong(Segment::durationNanos).max().orElse(0) / 1e6;
		assertThat(report.heartbeat().longestGapMs()).isGreaterThanOrEqualTo(longestMs - 0.2);
		assertThat(report.speedup()).isLessThanOrEqualTo(1.01);
		assertThat(report.toText().lines().filter((line) -> !line.startsWith("curl ")))
			.allMatch((line) -> line.length() <= 80);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REQUEST_THREAD")
	void tellsWhatEachJobDidFromItsCreationToItsEnd(Place on) {
		JsonNode report = this.json.readTree(get("/api/cpu-bound?jobs=2&size=20000&on=" + on.id(), HttpStatus.OK));
		boolean loop = on == Place.EVENT_LOOP || on == Place.ASYNCIO;
		assertThat(report.at("/tasks").valueStream()).allSatisfy((task) -> {
			assertThat(task.at("/segments").valueStream().map((segment) -> segment.get("state").asString()))
				.containsExactly("queued", "blocking");
			assertThat(task.at("/segments/0/fromMs").asDouble()).isZero();
			assertThat(task.at("/segments/0/toMs")).isEqualTo(task.at("/segments/1/fromMs"));
			assertThat(task.at("/segments/1/toMs")).isEqualTo(task.at("/endMs"));
			assertThat(task.at("/segments/1/thread").asString())
				.isEqualTo(loop ? report.at("/loops/0/thread").asString() : task.at("/thread").asString());
		});
		if (loop) {
			assertThat(report.at("/findings").valueStream().map((finding) -> finding.get("code").asString()))
				.containsExactly("finding.blocked-loop");
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REQUEST_THREAD")
	void isDrawnAsALessonIs(Place on) {
		String query = "/api/cpu-bound?jobs=3&size=100000&on=" + on.id() + "&format=";
		assertThat(get(query + "text", HttpStatus.OK))
			.contains("cpu-bound in style " + on.id() + ": 3 tasks", "job-1", "job-3", "speed-up",
					"\nuses a thread: █ blocking", "each 10 ms", "next:\ncurl ")
			.satisfies((text) -> assertThat(text.lines().filter((line) -> !line.startsWith("curl ")))
				.allMatch((line) -> line.length() <= 80));
		assertThat(get(query + "svg", HttpStatus.OK)).startsWith("<?xml")
			.contains("class=\"lane\"", "class=\"blocking\"");
	}

	@ParameterizedTest
	@EnumSource(names = { "EVENT_LOOP", "ASYNCIO" })
	void namesTheLoopAsTheWatchdogDoesAndTheLineThatKeptIt(Place on) {
		JsonNode health = this.json.readTree(get("/api/event-loop", HttpStatus.OK));
		String loop = (on == Place.ASYNCIO) ? "lab-asyncio" : "webclient-1";
		assertThat(health.at("/loops").valueStream().map((each) -> each.get("name").asString())).contains(loop);
		// On a busy machine the watchdog may be too late to see who it was.
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			JsonNode report = this.json
				.readTree(get("/api/cpu-bound?jobs=2&size=1000000&on=" + on.id(), HttpStatus.OK));
			assertThat(report.at("/loops/0/name").asString()).isEqualTo(loop);
			assertThat(report.at("/loops/0/thread")).isEqualTo(report.at("/tasks/0/segments/1/thread"));
			assertThat(report.at("/stalls/0/loop").asString()).isEqualTo(loop);
			assertThat(report.at("/stalls/0/culprit").asString()).startsWith("CpuJob.run(CpuJob.java:");
		});
	}

	@Test
	void runsOneAtATimeAndCanBeStopped() {
		CpuBoundRun first = this.runs.start(this.sites.convert("async-pool"), 16, 2_000_000);
		assertThat(get("/api/cpu-bound?jobs=1&size=1000", HttpStatus.TOO_MANY_REQUESTS))
			.contains("curl -X DELETE 'localhost:", "/api/cpu-bound'");
		assertThat(this.client.delete()
			.uri("/api/cpu-bound")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody()).isEqualTo("{\"stopped\":true}");
		assertThat(first.report()).isCompletedExceptionally();
		await().atMost(Duration.ofSeconds(60))
			.until(() -> this.client.get()
				.uri("/api/cpu-bound?jobs=1&size=1000")
				.exchange()
				.returnResult()
				.getStatus()
				.value() == 200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jobs=0", "jobs=17", "size=999", "size=2000001", "size=2000000&jobs=5",
			"on=request-thread", "job=A:1s" })
	void refusesBadInput(String query) {
		assertThat(get("/api/cpu-bound?" + query, HttpStatus.BAD_REQUEST))
			.contains("\"parameter\":\"" + query.substring(0, query.indexOf('=')) + "\"");
	}

	private String get(String path, HttpStatus status) {
		return Objects.requireNonNull(this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

}
