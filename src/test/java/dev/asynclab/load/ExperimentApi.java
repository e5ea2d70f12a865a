package dev.asynclab.load;

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
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

import dev.asynclab.LabTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The base of tests of experiments over HTTP. After each test the experiment is stopped.
 */
@LabTest
public abstract class ExperimentApi {

	protected static final Duration CEILING = Duration.ofSeconds(60);

	protected final JsonMapper json = new JsonMapper();

	protected final HttpClient client = HttpClient.newHttpClient();

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private Experiments experiments;

	@LocalServerPort
	protected int port;

	@AfterEach
	void stop() throws Exception {
		this.experiments.stopCurrent().get(60, TimeUnit.SECONDS);
		this.client.close();
	}

	protected final boolean isRunning() {
		return !this.experiments.isIdle();
	}

	/**
	 * Waits until nothing of an experiment is left.
	 * @param name how its threads are called
	 * @param calls counts its calls under way
	 */
	protected final void assertNothingIsLeftOf(String name, IntSupplier calls) {
		await().atMost(CEILING).untilAsserted(() -> {
			assertThat(calls.getAsInt()).isZero();
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((thread) -> thread.startsWith(name));
			assertThat(this.meters.get("asynclab.upstream.inflight").gauge().value()).isZero();
		});
	}

	/**
	 * Asks for the events of an experiment, without a client that would close the
	 * connection by itself.
	 * @param path the path, with its query
	 * @return the connection; closing it hangs up
	 */
	protected final Socket connect(String path) throws IOException {
		Socket socket = new Socket("localhost", this.port);
		socket.getOutputStream()
			.write("GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n".formatted(path)
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	protected final Socket stream(String path) throws IOException {
		Socket socket = connect(path);
		assertThat(reader(socket).readLine()).contains("200");
		assertThat(isRunning()).isTrue();
		return socket;
	}

	protected static BufferedReader reader(Socket socket) throws IOException {
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
	}

	protected final String delete(String path) throws IOException, InterruptedException {
		return this.client
			.send(HttpRequest.newBuilder(uri(path)).DELETE().build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	protected final HttpResponse<String> get(String path, int status) throws IOException, InterruptedException {
		HttpResponse<String> answer = this.client.send(HttpRequest.newBuilder(uri(path)).build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		return answer;
	}

	protected final URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
