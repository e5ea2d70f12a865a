package dev.asynclab.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import dev.asynclab.LabTest;
import dev.asynclab.upstream.UpstreamAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
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

	@Autowired
	private UpstreamAddress upstream;

	@LocalServerPort
	private int port;

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
		assertThat(browse("/HELP.md?format=text", MediaType.TEXT_PLAIN)).startsWith("# The catalogue");
	}

	@Test
	void showsABrowserTheCatalogueWithTheCommandsOfThisService() {
		String own = "localhost:" + this.port;
		assertThat(browse("/HELP.md", MediaType.TEXT_HTML))
			.contains("<title>The catalogue · Async Lab</title>", "<h2 id=\"scenarios\">", "<table>",
					"curl '" + own + "/api/lessons'", "curl '" + this.upstream.url().getAuthority() + "/status/204'")
			.doesNotContain("localhost:8080", "localhost:8081");
	}

	@Test
	void answersWhateverTheAcceptHeaderOfADocumentIs() {
		this.client.get()
			.uri("/HELP.md")
			.header("Accept", "garbage")
			.exchange()
			.expectStatus()
			.value((status) -> assertThat(status).isIn(200, 406));
	}

	@Test
	void everyLinkOfADocumentLeadsToWhatTheServiceHas() {
		Set<String> documents = new LinkedHashSet<>(Set.of("HELP.md"));
		Set<String> files = new LinkedHashSet<>();
		for (Deque<String> left = new ArrayDeque<>(documents); !left.isEmpty();) {
			for (String link : links(browse("/" + left.pop(), MediaType.TEXT_HTML))) {
				if (!link.endsWith(".md")) {
					files.add(link);
				}
				else if (documents.add(link)) {
					left.add(link);
				}
			}
		}
		assertThat(documents).containsExactlyInAnyOrder("HELP.md", "lessons.md", "scenarios.md", "load.md",
				"semantics.md", "benchmarks.md", "limits.md", "pitfalls.md", "cluster.md");
		assertThat(files).anyMatch((file) -> file.startsWith("sources/"));
		files.forEach((file) -> browse("/" + file, MediaType.ALL));
	}

	private static List<String> links(String html) {
		return Pattern.compile("href=\"(?!http|#|\\./\")(?<file>[^\"#?]+)")
			.matcher(html)
			.results()
			.map((link) -> link.group("file"))
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/sources/job/Limits.java", "/sources/lesson/../../../../../application.yml",
			"/sources/lesson/Nothing.java", "/sources/", "/page/words/", "/nothing.md", "/README.md", "/help/HELP.md",
			"/src/docs/load.md" })
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
		return get(path, type, MediaType.ALL);
	}

	private String browse(String path, MediaType type) {
		return get(path, type, MediaType.TEXT_HTML, MediaType.ALL);
	}

	private String get(String path, MediaType type, MediaType... accepted) {
		return Objects.requireNonNull(this.client.get()
			.uri(path)
			.accept(accepted)
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
