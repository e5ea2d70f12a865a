package dev.asynclab.lesson;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.Style;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A client that hangs up leaves no work behind, as seen at the upstream.
 */
@LessonTest
class HangUpTests {

	private static final Duration CEILING = Duration.ofSeconds(60);

	@Autowired
	private MeterRegistry meters;

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@EnumSource
	void hangingUpOnAStreamCancelsTheRun(Style style) throws IOException {
		double aborted = aborted();
		try (Socket client = new Socket("localhost", this.port)) {
			String request = """
					GET /api/gather?count=5&delay=60s&style=%s HTTP/1.1
					Host: localhost
					Accept: text/event-stream

					""".formatted(style.id());
			client.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
			await().atMost(CEILING).until(() -> inFlight() == 5);
		}
		await().atMost(CEILING).until(() -> inFlight() == 0);
		assertThat(aborted() - aborted).isEqualTo(5);
	}

	@ParameterizedTest
	@EnumSource
	void hangingUpOverHttp2CancelsTheRun(Style style) throws IOException, InterruptedException {
		double aborted = aborted();
		try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
			assertThat(client.send(request("/actuator/health"), HttpResponse.BodyHandlers.discarding()).version())
				.isEqualTo(HttpClient.Version.HTTP_2);
			CompletableFuture<?> answer = client.sendAsync(request("/api/gather?count=5&delay=60s&style=" + style.id()),
					HttpResponse.BodyHandlers.discarding());
			await().atMost(CEILING).until(() -> inFlight() == 5);
			answer.cancel(true);
			await().atMost(CEILING).until(() -> inFlight() == 0);
		}
		assertThat(aborted() - aborted).isEqualTo(5);
	}

	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build();
	}

	private double inFlight() {
		return this.meters.get("asynclab.upstream.inflight").gauge().value();
	}

	private double aborted() {
		return this.meters.get("asynclab.upstream.requests").tag("outcome", "aborted").counter().count();
	}

}
