package dev.asynclab.page;

import java.util.Objects;

import dev.asynclab.LabTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page and what it shows, over HTTP.
 */
@LabTest
class PageTests {

	@Autowired
	private RestTestClient client;

	@Test
	void isAtTheRootAndSaysWithoutJavaScriptWhatItIs() {
		assertThat(get("/", MediaType.TEXT_HTML)).contains("<noscript>", "Every concept of Python's asyncio",
				"swagger-ui/index.html", "HELP.md");
	}

	@Test
	void showsTheFileThatALessonWasCompiledFrom() {
		assertThat(get("/sources/lesson/gather/AsyncPoolGather.java", MediaType.TEXT_PLAIN))
			.contains("public class AsyncPoolGather");
	}

	@Test
	void showsTheCatalogueAsText() {
		assertThat(get("/HELP.md", MediaType.TEXT_PLAIN)).startsWith("# The catalogue");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/sources/job/Limits.java", "/sources/lesson/../../../../../application.yml",
			"/sources/lesson/Nothing.java", "/sources/", "/page/words/" })
	void servesNothingElse(String path) {
		this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.value((status) -> assertThat(status).isIn(400, 404))
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
	}

	private String get(String path, MediaType type) {
		return Objects.requireNonNull(this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(type)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

}
