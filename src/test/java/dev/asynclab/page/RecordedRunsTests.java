package dev.asynclab.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import dev.asynclab.LabTest;
import dev.asynclab.browser.Browser;
import dev.asynclab.browser.BrowserTest;
import dev.asynclab.load.Machine;
import dev.asynclab.page.PageInBrowser.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each part of the page opens with a picture of its default, and records the
 * runs that some of these pictures are of: with {@code -Dpage.recorded.write=true}, on a
 * machine that does nothing else.
 */
@BrowserTest
@LabTest
@ActiveProfiles("experiments")
@ResourceLock("experiments")
class RecordedRunsTests {

	private static final Path RECORDED = Path.of("src/main/resources/static/page/recorded");

	private static final List<String> EXPERIMENTS = List.of("collapse", "storm");

	private static final String PICTURE = """
			[...document.querySelectorAll('main .timeline, main .observations, main .facts table')].some((it) =>
				it.getBoundingClientRect().height > 40 && it.querySelector('rect, path[d], line[data-task], td'))""";

	private final JsonMapper json = new JsonMapper();

	@LocalServerPort
	private int port;

	@Test
	void eachPartOpensWithAPictureOfItsDefault(Browser browser) throws IOException, InterruptedException {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("", new View(1440, "en", "light"));
		for (String name : names(browser)) {
			page.show("#" + name.replaceFirst("^learn-", "learn/"));
			Path file = RECORDED.resolve(name + ".json");
			String asked = String.valueOf(browser.execute("return document.querySelector('.results').dataset.asks"));
			if (Boolean.getBoolean("page.recorded.write")) {
				Files.writeString(file, this.json.writeValueAsString(record(name, asked))
					.replace("localhost:" + this.port, "localhost:8080") + "\n");
			}
			else {
				assertThat(this.json.readTree(Files.readString(file)).path("asked").asString()).as(name)
					.isEqualTo(asked);
				page.awaitTrue("document.querySelector('.recorded-note')");
				assertThat(page.all(".results .command code")).as("the commands of " + name)
					.allMatch((code) -> String.valueOf(code.getDomProperty("textContent"))
						.contains("localhost:" + this.port + "/"));
				page.awaitTrue(PICTURE);
			}
		}
		if (!Boolean.getBoolean("page.recorded.write")) {
			for (String address : List.of("", "#workload", "#outage", "#outage/hang", "#pitfalls", "#scenario",
					"#semantics")) {
				page.show(address);
				page.awaitTrue(PICTURE);
			}
			assertThat(browser.consoleErrors()).isEmpty();
		}
	}

	@SuppressWarnings("unchecked")
	private static List<String> names(Browser browser) {
		List<String> chapters = (List<String>) browser.execute("""
				return import('/page/chapters.js').then(({ CHAPTERS }) => CHAPTERS.map((it) => `learn-${it.id}`));""");
		assertThat(chapters).hasSizeGreaterThan(15);
		return Stream.concat(chapters.stream(), Stream.of("race", "collapse", "storm")).toList();
	}

	private ObjectNode record(String name, String asked) throws IOException, InterruptedException {
		ObjectNode record = this.json.createObjectNode()
			.put("asked", asked)
			.put("at", LocalDate.now(ZoneOffset.UTC).toString())
			.put("machine", Machine.here().toString());
		if (!EXPERIMENTS.contains(name)) {
			record.set("report", this.json.readTree(get(asked, "application/json")));
			return record;
		}
		ArrayNode points = record.putArray("points");
		for (String event : get(asked, "text/event-stream").split("\n\n", -1)) {
			String data = event.replaceFirst("(?s)^(event:.*?\n)?data:", "");
			if (event.startsWith("event:report")) {
				record.set("report", this.json.readTree(data));
			}
			else if (event.startsWith("data:")) {
				points.add(this.json.readTree(data));
			}
		}
		return record;
	}

	private String get(String path, String type) throws IOException, InterruptedException {
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpResponse<String> answer = client
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
					.header("Accept", type)
					.build(), HttpResponse.BodyHandlers.ofString());
			assertThat(answer.statusCode()).isEqualTo(200);
			return answer.body();
		}
	}

}
