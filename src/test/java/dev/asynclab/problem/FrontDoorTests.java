package dev.asynclab.problem;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FrontDoorFilter}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "asynclab.upstream.port=0", "asynclab.web.allowed-hosts=lab.example" })
@Import(FrontDoorTests.KnockController.class)
@Timeout(120)
class FrontDoorTests {

	private static final String API = "/api/knock";

	private static final String PAGE = "/swagger-ui/index.html";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(
			strings = { "localhost", "LOCALHOST:8080", "127.0.0.1", "[::1]:8080", "lab.example", "Lab.Example:80" })
	void answersUnderItsOwnHosts(String host) throws IOException {
		assertThat(RawHttp.send(this.port, "GET " + API + " HTTP/1.1", "Host: " + host).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "evil.example,/api/knock", "localhost.evil.example,/api/knock", "192.168.0.7,/api/knock",
			"evil.example,/", "evil.example,/swagger-ui/index.html", "evil.example,/actuator/health",
			"evil.example,/v3/api-docs", "evil.example,/nothing" })
	void refusesForeignHostOnEveryPath(String host, String path) throws IOException {
		RawHttp answer = RawHttp.send(this.port, "GET " + path + " HTTP/1.1", "Host: " + host);
		assertForbidden(answer);
		assertThat(answer.body()).contains("asynclab.web.allowed-hosts");
	}

	@ParameterizedTest
	@ValueSource(strings = { "cross-site", "same-site", "something-new" })
	void refusesRequestOfAnotherSiteToTheApi(String site) throws IOException {
		assertForbidden(get(API, "Sec-Fetch-Site: " + site));
		assertForbidden(get(API, "Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "http://evil.example", "http://localhost:1", "https://localhost", "null", "http://[", "x y" })
	void refusesForeignOriginToTheApi(String origin) throws IOException {
		assertForbidden(get(API, "Origin: " + origin));
		assertForbidden(get("/api/nothing", "Origin: " + origin));
	}

	@ParameterizedTest
	@ValueSource(strings = { "same-origin", "none" })
	void letsOwnPagesUseTheApi(String site) throws IOException {
		assertThat(get(API, "Sec-Fetch-Site: " + site).status()).isEqualTo(200);
		assertThat(get(API, "Origin: http://localhost:" + this.port).status()).isEqualTo(200);
		assertThat(get(API).status()).isEqualTo(200);
	}

	@Test
	void refusesToBeEmbeddedButMayBeLinkedTo() throws IOException {
		String site = "Sec-Fetch-Site: cross-site";
		assertForbidden(get(PAGE, site, "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"));
		assertForbidden(get(PAGE, site, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"));
		RawHttp linked = get(PAGE, site, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document");
		assertThat(linked.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { API, PAGE, "/nothing" })
	void setsSecurityHeaders(String path) throws IOException {
		RawHttp answer = get(path);
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
		assertThat(answer.header("Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'none'");
	}

	private RawHttp get(String path, String... headers) throws IOException {
		String more = (headers.length > 0) ? "\r\n" + String.join("\r\n", headers) : "";
		return RawHttp.send(this.port, "GET " + path + " HTTP/1.1", "Host: localhost:" + this.port + more);
	}

	private static void assertForbidden(RawHttp answer) {
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
		assertThat(answer.body()).contains("\"status\":403", "\"title\":\"Forbidden\"", "\"code\":\"forbidden.");
	}

	@RestController
	static class KnockController {

		@GetMapping(API)
		String knock() {
			return "come in";
		}

	}

}
