package dev.asynclab.lesson;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.asynclab.LabTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many clients at once, and more than there are places for.
 */
@LabTest
@TestPropertySource(properties = "asynclab.limits.tasks=401")
class LoadTests {

	private static final int CLIENTS = 200;

	private static final Duration CEILING = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@Autowired
	private MeterRegistry meters;

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "async-pool", "webclient", "virtual-thread" })
	void everyOneOf200ClientsGetsItsReport(String style) {
		List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, CLIENTS)
			.mapToObj((_) -> this.client.sendAsync(request("/api/gather?job=A:40ms&job=B:20ms&style=" + style),
					HttpResponse.BodyHandlers.ofString()))
			.toList();
		assertThat(answers).extracting(CompletableFuture::join).allSatisfy((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).contains("\"value\":[\"A done\",\"B done\"]");
		});
	}

	@Test
	void refusesARunWholeWhenThereIsNoRoomForAllOfIt() throws IOException, InterruptedException {
		try (Socket first = stream("/api/gather?count=200&delay=60s&style=webclient");
				Socket second = stream("/api/gather?count=200&delay=60s&style=virtual-thread")) {
			await().atMost(CEILING).until(() -> inFlight() == 400);
			HttpResponse<String> refused = this.client.send(request("/api/gather?count=2&delay=10ms&style=webclient"),
					HttpResponse.BodyHandlers.ofString());
			assertThat(refused.statusCode()).isEqualTo(429);
			assertThat(refused.headers().firstValue("Retry-After")).contains("1");
			assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
			assertThat(refused.body()).contains("401");
			assertThat(status("/api/gather?count=1&delay=10ms&style=webclient")).isEqualTo(200);
			assertThat(first.isClosed() || second.isClosed()).isFalse();
		}
		await().atMost(CEILING).until(this::isRoomForTwiceTwoHundred);
	}

	private boolean isRoomForTwiceTwoHundred() {
		List<CompletableFuture<HttpResponse<Void>>> answers = IntStream.range(0, 2)
			.mapToObj((_) -> this.client.sendAsync(request("/api/gather?count=200&delay=500ms&style=webclient"),
					HttpResponse.BodyHandlers.discarding()))
			.toList();
		return answers.stream().map(CompletableFuture::join).allMatch((answer) -> answer.statusCode() == 200);
	}

	private Socket stream(String path) throws IOException {
		Socket client = new Socket("localhost", this.port);
		client.getOutputStream()
			.write("GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n".formatted(path)
				.getBytes(StandardCharsets.US_ASCII));
		return client;
	}

	private int status(String path) throws IOException, InterruptedException {
		return this.client.send(request(path), HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build();
	}

	private double inFlight() {
		return this.meters.get("asynclab.upstream.inflight").gauge().value();
	}

}
