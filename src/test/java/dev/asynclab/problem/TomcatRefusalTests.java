package dev.asynclab.problem;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what Tomcat refuses before Spring sees it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "asynclab.upstream.port=0")
@Timeout(120)
class TomcatRefusalTests {

	private final JsonMapper json = new JsonMapper();

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "GET /a|b HTTP/1.1", "GET /a%2Fb HTTP/1.1", "GET /a%zz HTTP/1.1", "GET /a%00b HTTP/1.1",
			"GET /../a HTTP/1.1", "GET a HTTP/1.1", "GET /%C0%AE HTTP/1.1", "G@T / HTTP/1.1", "GET /[ HTTP/1.1",
			"nonsense" })
	void malformedRequestLineIsBadRequest(String line) throws IOException {
		assertProblem(RawHttp.send(this.port, line, "Host: localhost"), 400);
	}

	@Test
	void refusalIsTextIfTextWasAskedFor() throws IOException {
		RawHttp answer = RawHttp.send(this.port, "GET /a%zz?format=text HTTP/1.1", "Host: localhost");
		assertThat(answer.header("Content-Type")).startsWith("text/plain");
		assertThat(answer.body()).startsWith("400 Bad Request: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: a b", "Host: local[host", "Host: localhost\r\nHost: other", "Accept: */*" })
	void invalidHostIsBadRequest(String host) throws IOException {
		assertProblem(RawHttp.send(this.port, "GET / HTTP/1.1", host), 400);
	}

	@Test
	void traceIsNotAllowed() throws IOException {
		RawHttp answer = RawHttp.send(this.port, "TRACE /api/x HTTP/1.1", "Host: localhost");
		assertProblem(answer, 405);
		assertThat(answer.header("Allow")).contains("GET");
	}

	@Test
	void unknownProtocolVersionIsRefused() throws IOException {
		assertProblem(RawHttp.send(this.port, "GET / HTTP/9.9", "Host: localhost"), 400);
	}

	@Test
	void connectIsRefused() throws IOException {
		assertProblem(RawHttp.send(this.port, "CONNECT localhost:80 HTTP/1.1", "Host: localhost:80"), 400);
	}

	@Test
	void unknownTransferEncodingIsRefused() throws IOException {
		assertProblem(RawHttp.send(this.port, "POST /api/x HTTP/1.1", "Host: localhost", "Transfer-Encoding: foo"),
				400);
	}

	@Test
	void headerThatIsTooLargeIsRefused() throws IOException {
		RawHttp answer = RawHttp.send(this.port, "GET / HTTP/1.1", "Host: localhost", "X: " + "x".repeat(200_000));
		assertProblem(answer, 400);
	}

	@ParameterizedTest
	@CsvSource({ "GET, 404", "POST, 404", "PATCH, 404", "FOO, 404" })
	void unknownPathOrMethodIsProblemOverOldHttp(String method, int status) throws IOException {
		assertProblem(RawHttp.send(this.port, method + " /api/nothing HTTP/1.0", "Host: localhost"), status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "//", "/api//x", "/error", "/api/;a=b" })
	void oddPathIsNotFound(String path) throws IOException {
		assertProblem(RawHttp.send(this.port, "GET " + path + " HTTP/1.1", "Host: localhost"), 404);
	}

	@Test
	void unknownMethodOfKnownPathIsNotAllowed() throws IOException {
		RawHttp answer = RawHttp.send(this.port, "FOO / HTTP/1.1", "Host: localhost");
		assertProblem(answer, 405);
		assertThat(answer.header("Allow")).contains("GET");
	}

	@Test
	void tooManyParametersAreRefused() throws IOException {
		String query = IntStream.range(0, 16_000).mapToObj((i) -> "a=" + i).collect(Collectors.joining("&"));
		RawHttp answer = RawHttp.send(this.port, "GET /api/nothing?" + query + " HTTP/1.1", "Host: localhost");
		assertProblem(answer, 400);
	}

	@Test
	void malformedParameterIsBadRequest() throws IOException {
		assertProblem(RawHttp.send(this.port, "GET /api/nothing?a=%zz HTTP/1.1", "Host: localhost"), 400);
	}

	private void assertProblem(RawHttp answer, int status) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		JsonNode problem = this.json.readTree(answer.body());
		assertThat(problem.path("status").asInt()).isEqualTo(status);
		assertThat(problem.path("title").asString()).isNotEmpty();
		assertThat(problem.path("detail").asString()).isNotEmpty();
		assertThat(answer.body()).doesNotContain("org.apache", "java.", "Exception");
	}

}
