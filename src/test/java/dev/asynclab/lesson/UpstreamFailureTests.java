package dev.asynclab.lesson;

import java.time.Duration;
import java.util.stream.Stream;

import dev.asynclab.job.Style;
import dev.asynclab.lesson.HostileUpstream.Mode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.JsonPathAssertions;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An upstream that is stopped, slow, broken or silent: each task fails with a typed
 * error, and the service serves the next request.
 */
@LessonTest
class UpstreamFailureTests {

	private static final Duration CEILING = Duration.ofSeconds(60);

	private static final HostileUpstream upstream = new HostileUpstream();

	@Autowired
	private RestTestClient client;

	@DynamicPropertySource
	static void upstream(DynamicPropertyRegistry registry) {
		registry.add("asynclab.upstream.url", upstream::url);
		registry.add("asynclab.upstream.response-timeout", () -> "2s");
	}

	@AfterAll
	static void closeUpstream() {
		// If the class runs again, in the same context, its first test listens again.
		upstream.behave(Mode.GONE);
	}

	static Stream<Arguments> failures() {
		return Stream.of(Style.values())
			.flatMap((style) -> Stream.of(Arguments.of(style, Mode.SERVER_ERROR, "UpstreamStatusException"),
					Arguments.of(style, Mode.HANG, "UpstreamTimeoutException"),
					Arguments.of(style, Mode.HALF_A_BODY_AND_HANG, "UpstreamTimeoutException"),
					Arguments.of(style, Mode.DRIP, "UpstreamTimeoutException"),
					Arguments.of(style, Mode.HANG_UP, "UpstreamUnavailableException"),
					Arguments.of(style, Mode.GARBAGE, "UpstreamUnavailableException"),
					Arguments.of(style, Mode.HALF_AN_ANSWER, "UpstreamUnavailableException"),
					Arguments.of(style, Mode.GONE, "UpstreamUnavailableException")));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void everyTaskFailsWithATypedError(Style style, Mode mode, String type) {
		upstream.behave(mode);
		gather(style).jsonPath("$.result.status")
			.isEqualTo("raised")
			.jsonPath("$.result.error.type")
			.isEqualTo(type)
			.jsonPath("$.tasks[0].error.type")
			.isEqualTo(type)
			.jsonPath("$.tasks[1].state")
			.isEqualTo("failed");
		upstream.behave(Mode.WELL);
		gather(style).jsonPath("$.result.status").isEqualTo("returned");
		this.client.get().uri("/actuator/health").exchange().expectStatus().isOk();
	}

	@ParameterizedTest
	@EnumSource(names = { "WELL", "SERVER_ERROR", "HANG", "HANG_UP", "GONE" })
	void tellsDegradedFromDown(Mode mode) {
		upstream.behave(mode);
		String expected = (mode == Mode.WELL) ? "UP" : "DEGRADED";
		// A busy machine may miss the indicator's second, once.
		await().atMost(CEILING).untilAsserted(() -> health("").isEqualTo(expected));
		await().atMost(CEILING).untilAsserted(() -> health("/upstream").isEqualTo(expected));
		health("/liveness").isEqualTo("UP");
		health("/readiness").isEqualTo("UP");
		upstream.behave(Mode.WELL);
		await().atMost(CEILING).untilAsserted(() -> health("").isEqualTo("UP"));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void anUpstreamThatIsGoneIsALineOfTheLogAndALineWhenItIsBack(CapturedOutput output) {
		upstream.behave(Mode.WELL);
		await().atMost(CEILING).untilAsserted(() -> health("").isEqualTo("UP"));
		int before = output.length();
		upstream.behave(Mode.GONE);
		for (int poll = 0; poll < 5; poll++) {
			health("").isEqualTo("DEGRADED");
		}
		upstream.behave(Mode.WELL);
		await().atMost(CEILING).untilAsserted(() -> health("").isEqualTo("UP"));
		assertThat(output.toString().substring(before)).doesNotContain("\tat ")
			.satisfies((log) -> assertThat(log.lines().filter((line) -> line.contains("The upstream at ")))
				.satisfiesExactly((line) -> assertThat(line).contains("does not answer", "ConnectException"),
						(line) -> assertThat(line).contains("answers again")));
	}

	private JsonPathAssertions health(String component) {
		return this.client.get()
			.uri("/actuator/health" + component)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.status");
	}

	private RestTestClient.BodyContentSpec gather(Style style) {
		return this.client.get()
			.uri("/api/gather?job=A:0ms&job=B:0ms&style=" + style.id())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody();
	}

}
