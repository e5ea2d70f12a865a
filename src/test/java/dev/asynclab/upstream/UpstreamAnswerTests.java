package dev.asynclab.upstream;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Every path and parameter, over HTTP.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpstreamAnswerTests {

	private UpstreamFixture upstream;

	@BeforeAll
	void start() {
		this.upstream = new UpstreamFixture();
	}

	@AfterAll
	void stop() {
		this.upstream.close();
	}

	@ParameterizedTest
	@CsvSource({ "0s, 0", "30ms, 30", "1500us, 1.5", "PT0.02S, 20", "pt0.02s, 20" })
	void readsDurationsAsSpringDoes(String duration, double millis) throws Exception {
		JsonNode answer = this.upstream.json("/delay/" + duration);
		assertThat(answer.path("delayMs").doubleValue()).isEqualTo(millis);
		assertThat(answer.path("jitterMs").doubleValue()).isZero();
		assertThat(answer.path("status").intValue()).isEqualTo(200);
	}

	@Test
	void answersNoEarlierThanTheDelay() throws Exception {
		long start = System.nanoTime();
		HttpResponse<String> response = this.upstream.get("/delay/300ms");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
	}

	@Test
	void answersAShortDelayDuringALongOne() throws Exception {
		var slow = this.upstream.getAsync("/delay/60s");
		this.upstream.awaitInFlight(1);
		assertThat(this.upstream.get("/delay/10ms").statusCode()).isEqualTo(200);
		assertThat(slow).isNotDone();
		slow.cancel(true);
		this.upstream.awaitInFlight(0);
	}

	@Test
	void addsTheJitterToTheDelay() throws Exception {
		long start = System.nanoTime();
		JsonNode answer = this.upstream.json("/delay/10ms?jitter=50ms&seed=1");
		double elapsed = (System.nanoTime() - start) / 1e6;
		double jitter = answer.path("jitterMs").doubleValue();
		assertThat(jitter).isBetween(0.0, 50.0);
		assertThat(answer.path("delayMs").doubleValue()).isCloseTo(10 + jitter, within(1e-6));
		assertThat(elapsed).isGreaterThanOrEqualTo(answer.path("delayMs").doubleValue());
	}

	@Test
	void drawsTheSameFromTheSameSeed() throws Exception {
		JsonNode first = this.upstream.json("/delay/0ms?jitter=20ms&failRate=0.5");
		JsonNode again = this.upstream
			.json("/delay/0ms?jitter=20ms&failRate=0.5&seed=" + first.path("seed").longValue());
		assertThat(again).isEqualTo(first);
	}

	@Test
	void drawsJitterAndFailuresAtTheRateAskedFor() {
		var answers = IntStream.range(0, 200)
			.mapToObj((seed) -> this.upstream.getAsync("/delay/0ms?jitter=8ms&failRate=0.25&seed=" + seed))
			.toList()
			.stream()
			.map((answer) -> UpstreamFixture.json(answer.join()))
			.toList();
		assertThat(answers.stream().filter((answer) -> answer.path("status").intValue() == 500)).hasSizeBetween(30, 70);
		assertThat(answers.stream().mapToDouble((answer) -> answer.path("jitterMs").doubleValue()).average().orElse(0))
			.isBetween(3.0, 5.0);
	}

	@Test
	void alwaysFailsAtRateOneAndNeverAtZero() throws Exception {
		assertThat(this.upstream.get("/delay/0ms?failRate=1").statusCode()).isEqualTo(500);
		assertThat(this.upstream.get("/delay/0ms?failRate=1&status=201").statusCode()).isEqualTo(500);
		assertThat(this.upstream.get("/delay/0ms?failRate=0&status=201").statusCode()).isEqualTo(201);
		assertThat(this.upstream.json("/delay/0ms?failRate=1").path("failRate").doubleValue()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 302, 404, 429, 500, 503, 599 })
	void answersTheStatusAskedFor(int status) throws Exception {
		for (String path : new String[] { "/status/" + status, "/delay/1ms?status=" + status }) {
			HttpResponse<String> response = this.upstream.get(path);
			assertThat(response.statusCode()).isEqualTo(status);
			assertThat(UpstreamFixture.json(response).path("status").intValue()).isEqualTo(status);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 204, 304, 500 })
	void saysHowLongItTookWhateverTheStatus(int status) throws Exception {
		assertThat(took(this.upstream.get("/delay/20ms?status=" + status))).isGreaterThanOrEqualTo(20_000_000);
		assertThat(took(this.upstream.get("/status/" + status))).isNotNegative();
	}

	private static long took(HttpResponse<?> response) {
		return ServerTiming.upstreamNanos(response.headers().firstValue(ServerTiming.HEADER).orElseThrow());
	}

	@ParameterizedTest
	@ValueSource(ints = { 204, 205, 304 })
	void sendsNoBodyWithAStatusThatHasNone(int status) throws Exception {
		HttpResponse<String> response = this.upstream.get("/status/" + status);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void answersHealthWithItsStatusCode() throws Exception {
		HttpResponse<String> up = this.upstream.get("/actuator/health");
		assertThat(up.statusCode()).isEqualTo(200);
		assertThat(up.body()).isEqualTo("{\"status\":\"UP\"}");
		this.upstream.becomes(() -> Status.DOWN);
		HttpResponse<String> down = this.upstream.get("/actuator/health");
		assertThat(down.statusCode()).isEqualTo(503);
		assertThat(down.body()).isEqualTo("{\"status\":\"DOWN\"}");
		this.upstream.becomes(() -> Status.UP);
	}

	@Test
	void answersAlsoWhenItsHealthCannotBeTold() throws Exception {
		this.upstream.becomes(() -> {
			throw new IllegalStateException("no health");
		});
		assertThat(this.upstream.get("/actuator/health").statusCode()).isEqualTo(500);
		this.upstream.becomes(() -> Status.UP);
	}

	@Test
	void countsWhatItAnswered() throws Exception {
		int before = this.upstream.requests("answered");
		this.upstream.get("/delay/1ms?failRate=1");
		this.upstream.get("/status/404");
		this.upstream.get("/actuator/health");
		this.upstream.get("/delay/nonsense");
		this.upstream.get("/nowhere");
		this.upstream.send("PUT", "/delay/1ms");
		this.upstream.awaitInFlight(0);
		assertThat(this.upstream.requests("answered")).isEqualTo(before + 2);
	}

}
