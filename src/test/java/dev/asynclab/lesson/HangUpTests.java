package dev.asynclab.lesson;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import org.junit.jupiter.api.Test;
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

	/**
	 * Half of the connection is enough, and what the client sends meanwhile is not lost.
	 */
	@ParameterizedTest
	@EnumSource
	void hangingUpOnAPlainAnswerCancelsTheRun(Style style) throws IOException {
		double aborted = aborted();
		try (Socket client = new Socket("localhost", this.port)) {
			client.getOutputStream().write(get("/api/gather?count=5&delay=60s&style=" + style.id()));
			await().atMost(CEILING).until(() -> inFlight() == 5);
			client.shutdownOutput();
			await().atMost(CEILING).until(() -> inFlight() == 0);
		}
		assertThat(aborted() - aborted).isEqualTo(5);
	}

	@Test
	void aRequestThatIsSentBeforeTheAnswerIsAnsweredNext() throws IOException {
		try (Socket client = new Socket("localhost", this.port)) {
			client.setSoTimeout((int) CEILING.toMillis());
			client.getOutputStream().write(get("/api/gather?count=1&delay=1s&format=text"));
			await().atMost(CEILING).until(() -> inFlight() == 1);
			client.getOutputStream().write(get("/api/gather?count=2&delay=100ms&format=text"));
			client.getOutputStream().write(get("/api/hello?delay=100ms&format=text"));
			BufferedReader answers = new BufferedReader(
					new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
			for (int answer = 0; answer < 3; answer++) {
				await().atMost(CEILING).until(() -> answers.readLine().startsWith("HTTP/1.1 200"));
			}
		}
	}

	private static byte[] get(String path) {
		return "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path).getBytes(StandardCharsets.US_ASCII);
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
