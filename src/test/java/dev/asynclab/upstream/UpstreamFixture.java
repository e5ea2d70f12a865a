package dev.asynclab.upstream;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A running upstream on a free port, its meters and a client.
 */
final class UpstreamFixture implements AutoCloseable {

	final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	final UpstreamServer server;

	final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private volatile Supplier<Status> health = () -> Status.UP;

	UpstreamFixture(String... properties) {
		this.server = new UpstreamServer(properties(properties), this.registry, () -> this.health.get());
		this.server.start();
	}

	static UpstreamProperties properties(String... properties) {
		Map<String, String> source = new LinkedHashMap<>(Map.of("asynclab.upstream.port", "0"));
		Arrays.stream(properties)
			.map((property) -> property.split("=", 2))
			.forEach((pair) -> source.put("asynclab.upstream." + pair[0], pair[1]));
		return new Binder(new MapConfigurationPropertySource(source)).bindOrCreate("asynclab.upstream",
				UpstreamProperties.class);
	}

	void becomes(Supplier<Status> health) {
		this.health = health;
	}

	HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send("GET", path);
	}

	HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
		return this.client.send(request(method, path), BodyHandlers.ofString());
	}

	CompletableFuture<HttpResponse<String>> getAsync(String path) {
		return this.client.sendAsync(request("GET", path), BodyHandlers.ofString());
	}

	JsonNode json(String path) throws IOException, InterruptedException {
		return json(get(path));
	}

	static JsonNode json(HttpResponse<String> response) {
		return new JsonMapper().readTree(response.body());
	}

	void awaitInFlight(int expected) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(inFlight()).isEqualTo(expected));
	}

	int inFlight() {
		return (int) this.registry.get("asynclab.upstream.inflight").gauge().value();
	}

	int requests(String outcome) {
		return (int) this.registry.get("asynclab.upstream.requests").tag("outcome", outcome).counter().count();
	}

	private HttpRequest request(String method, String path) {
		return HttpRequest.newBuilder(URI.create(this.server.url() + path))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build();
	}

	@Override
	public void close() {
		this.client.shutdownNow();
		this.server.stop();
		this.client.close();
	}

}
