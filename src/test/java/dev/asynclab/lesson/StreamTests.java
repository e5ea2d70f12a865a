package dev.asynclab.lesson;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import dev.asynclab.job.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run as a stream of events, and a large report as a stream of bytes.
 */
@LessonTest
class StreamTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@EnumSource
	void tellsTheLogAsItHappensAndThenTheReport(Style style) throws IOException, InterruptedException {
		List<String> events = events("/api/gather?job=A:300ms&job=B:100ms:fail&style=" + style.id());
		assertThat(events.getLast()).startsWith("event:report\ndata:{\"concept\":\"gather\"");
		List<String> entries = events.subList(0, events.size() - 1)
			.stream()
			.filter((event) -> !event.startsWith(":"))
			.toList();
		assertThat(entries).allSatisfy((entry) -> assertThat(entry).startsWith("data:{\"atMs\":"));
		assertThat(entries).filteredOn((entry) -> entry.contains("\"task\":\"A\""))
			.extracting((entry) -> entry.replaceAll(".*\"event\":\"([a-zA-Z]+)\".*", "$1"))
			.containsExactly("created", "started", "finished");
		assertThat(entries.getLast()).contains("\"task\":\"A\"", "finished");
	}

	@Test
	void keepsAQuietStreamAliveWithComments() throws IOException, InterruptedException {
		assertThat(events("/api/hello?delay=1200ms")).contains(":running");
	}

	@Test
	void writesALargeReportWhileItIsRendered() throws IOException, InterruptedException {
		try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
			URI large = URI.create("http://localhost:" + this.port + "/api/gather?count=200&delay=1ms&style=webclient");
			HttpResponse<String> answer = client.send(HttpRequest.newBuilder(large).build(),
					HttpResponse.BodyHandlers.ofString());
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			assertThat(answer.body()).hasSizeGreaterThan(32 * 1024);
			// It would have a length if it had been rendered as a whole first.
			assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
			assertThat(answer.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
		}
	}

	private List<String> events(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.header("Accept", "text/event-stream")
			.build();
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("text/event-stream");
			return List.of(answer.body().split("\n\n", -1)).stream().filter((event) -> !event.isBlank()).toList();
		}
	}

}
