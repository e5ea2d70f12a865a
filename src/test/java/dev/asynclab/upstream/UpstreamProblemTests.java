package dev.asynclab.upstream;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bad input gets a problem that names the parameter, its value and what is allowed.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpstreamProblemTests {

	private UpstreamFixture upstream;

	@BeforeAll
	void start() {
		this.upstream = new UpstreamFixture("max-delay=10s");
	}

	@AfterAll
	void stop() {
		this.upstream.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1s", "11s", "10001ms", "1", "0", "2x", "2s2s", "PT", "abc", "99999999999999999999s",
			"9999999999999999d", "PT99999999999999H", "PT-1S", "1e3s", "%00", "%20" })
	void refusesADurationThatIsNoneOrOutOfRange(String duration) throws Exception {
		JsonNode problem = problem("/delay/" + duration, 400);
		assertThat(problem.path("parameter").stringValue()).isEqualTo("duration");
		assertThat(problem.path("allowed").stringValue())
			.isEqualTo("a duration with its unit, such as 500ms, 2s or PT2S, from 0ms to 10000ms");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			jitter=          | jitter   | ''
			jitter           | jitter   | ''
			jitter=-1ms      | jitter   | -1ms
			jitter=9001ms    | jitter   | 9001ms
			jitter=5         | jitter   | 5
			failRate=1.01    | failRate | 1.01
			failRate=-0.1    | failRate | -0.1
			failRate=NaN     | failRate | NaN
			failRate=0.5d    | failRate | 0.5d
			failRate=half    | failRate | half
			status=100       | status   | 100
			status=199       | status   | 199
			status=600       | status   | 600
			status=OK        | status   | OK
			status=99999999999 | status | 99999999999
			hang=yes         | hang     | yes
			hang=            | hang     | ''
			seed=1.5         | seed     | 1.5
			seed=9223372036854775808 | seed | 9223372036854775808
			failrate=1       | failrate | 1
			delay=2s         | delay    | 2s
			%0a=1            | '%0a'    | 1
			jitter=1ms&jitter=2ms | jitter | '1ms, 2ms'
			""", delimiter = '|')
	void refusesAParameterThatIsMalformedOutOfRangeRepeatedOrUnknown(String query, String parameter, String value)
			throws Exception {
		JsonNode problem = problem("/delay/1s?" + query, 400);
		assertThat(problem.path("parameter").stringValue()).isEqualTo(parameter.replace("%0a", "\n"));
		assertThat(problem.path("value").stringValue()).isEqualTo(value);
		assertThat(problem.path("allowed").stringValue()).isNotBlank();
		assertThat(problem.path("detail").stringValue()).contains(problem.path("allowed").stringValue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "100", "199", "600", "-200", "abc", "2e2", "200.0" })
	void refusesAStatusThatIsNoneOrOutOfRange(String code) throws Exception {
		JsonNode problem = problem("/status/" + code, 400);
		assertThat(problem.path("parameter").stringValue()).isEqualTo("code");
		assertThat(problem.path("value").stringValue()).isEqualTo(code);
		assertThat(problem.path("allowed").stringValue()).isEqualTo("a status from 200 to 599");
	}

	@Test
	void refusesAnyParameterBesideAStatus() throws Exception {
		JsonNode problem = problem("/status/200?jitter=1ms", 400);
		assertThat(problem.path("parameter").stringValue()).isEqualTo("jitter");
		assertThat(problem.path("allowed").stringValue()).isEqualTo("no parameters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/delay", "/delay/", "/delay/1s/more", "//x/delay/1ms", "//", "/get", "/actuator",
			"/actuator/env" })
	void saysWhichPathsThereAre(String path) throws Exception {
		assertThat(problem(path, 404).path("detail").stringValue()).contains("/delay/{duration}");
	}

	@ParameterizedTest
	@CsvSource({ "POST, /delay/1ms", "OPTIONS, /delay/1ms", "DELETE, /delay/1ms", "PUT, /status/200",
			"PATCH, /actuator/health", "BREW, /delay/1ms" })
	void saysWhichMethodIsAllowed(String method, String path) throws Exception {
		HttpResponse<String> response = this.upstream.send(method, path);
		assertThat(response.headers().firstValue("Allow")).contains("GET");
		problem(response, 405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/delay/%zz", "/delay/1ms?jitter=%zz" })
	void refusesATargetThatIsNoUri(String target) throws Exception {
		try (Socket socket = new Socket(this.upstream.server.url().getHost(), this.upstream.server.port())) {
			socket.getOutputStream()
				.write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			String answer = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
				.lines()
				.collect(Collectors.joining("\n"));
			assertThat(answer).startsWith("HTTP/1.1 400")
				.containsIgnoringCase("content-type: application/problem+json")
				.contains("\"status\":400");
		}
	}

	private JsonNode problem(String path, int status) throws Exception {
		return problem(this.upstream.get(path), status);
	}

	private static JsonNode problem(HttpResponse<String> response, int status) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		JsonNode problem = UpstreamFixture.json(response);
		assertThat(problem.path("status").intValue()).isEqualTo(status);
		assertThat(problem.path("title").stringValue()).isNotBlank();
		return problem;
	}

}
