package dev.asynclab.task;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client of {@code /api/tasks}.
 */
final class TaskClient implements AutoCloseable {

	private final JsonMapper json = new JsonMapper();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final int port;

	TaskClient(int port) {
		this.port = port;
	}

	HttpResponse<String> post(String body) throws IOException, InterruptedException {
		return send(request("/api/tasks").header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	/**
	 * Creates a task and returns its path.
	 */
	String create(String body) throws IOException, InterruptedException {
		HttpResponse<String> answer = post(body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
		return answer.headers().firstValue("Location").orElseThrow();
	}

	HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send(request(path));
	}

	JsonNode json(String path) throws IOException, InterruptedException {
		return ok(get(path));
	}

	CompletableFuture<JsonNode> await(String task) {
		return this.http.sendAsync(request(task + "?wait=5m").build(), HttpResponse.BodyHandlers.ofString())
			.thenApply(this::ok);
	}

	JsonNode delete(String task) throws IOException, InterruptedException {
		HttpResponse<String> answer = send(request(task).header("User-Agent", "task-tests").DELETE());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
		return this.json.readTree(answer.body());
	}

	private JsonNode ok(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return this.json.readTree(answer.body());
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

}
