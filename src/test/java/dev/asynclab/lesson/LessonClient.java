package dev.asynclab.lesson;

import java.util.Objects;

import dev.asynclab.job.Style;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks a lesson for its report.
 */
public final class LessonClient {

	private final JsonMapper json = new JsonMapper();

	private final RestTestClient client;

	public LessonClient(RestTestClient client) {
		this.client = client;
	}

	public JsonNode report(String path, Style style) {
		JsonNode report = get(path + (path.contains("?") ? "&" : "?") + "style=" + style.id(), HttpStatus.OK);
		assertThat(report.at("/style").asString()).isEqualTo(style.id());
		return report;
	}

	public String text(String path) {
		return body(path + (path.contains("?") ? "&" : "?") + "format=text", HttpStatus.OK, MediaType.TEXT_PLAIN);
	}

	/**
	 * The events of a run, and its report as the last.
	 */
	public String events(String path) {
		return Objects.requireNonNull(this.client.get()
			.uri(path)
			.accept(MediaType.TEXT_EVENT_STREAM)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	/**
	 * The answer in the style that the lesson has by default, or to another request.
	 */
	public JsonNode get(String path) {
		return get(path, HttpStatus.OK);
	}

	public JsonNode problem(String path, HttpStatus status) {
		return this.json.readTree(body(path, status, MediaType.APPLICATION_PROBLEM_JSON));
	}

	private JsonNode get(String path, HttpStatus status) {
		return this.json.readTree(body(path, status, MediaType.APPLICATION_JSON));
	}

	private String body(String path, HttpStatus status, MediaType type) {
		return Objects.requireNonNull(this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentTypeCompatibleWith(type)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	public static String status(JsonNode report) {
		return report.at("/result/status").asString();
	}

	public static JsonNode task(JsonNode report, String name) {
		return report.at("/tasks")
			.valueStream()
			.filter((task) -> task.at("/name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	public static String state(JsonNode report, String name) {
		return task(report, name).at("/state").asString();
	}

}
