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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import dev.asynclab.LabTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The base of tests of experiments over HTTP, which wait more than they work. After each
 * test the experiment is stopped. These classes run one after the other, in a lab of
 * their own, beside the other classes.
 */
@LabTest
@ActiveProfiles("experiment-api")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("experiment-api")
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

	private final String name;

	private final String resource;

	/**
	 * Creates the base.
	 * @param name the name of the experiment, which is that of its path, and with which
	 * the names of its threads begin
	 */
	protected ExperimentApi(String name) {
		this.name = name;
		this.resource = "/api/" + name;
	}

	/**
	 * Counts the calls of the experiment that are under way in the service.
	 * @return their number
	 */
	protected abstract int callsUnderWay();

	@AfterEach
	void stop() throws Exception {
		this.experiments.stopCurrent().get(60, TimeUnit.SECONDS);
		this.client.close();
	}

	protected final boolean isRunning() {
		return !this.experiments.isIdle();
	}

	/**
	 * Waits until nothing of the experiment is left.
	 */
	protected final void assertNothingIsLeft() {
		await().atMost(CEILING).untilAsserted(() -> {
			assertThat(callsUnderWay()).isZero();
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((thread) -> thread.startsWith(this.name));
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
		return connect(path, "text/event-stream");
	}

	private Socket connect(String path, String accept) throws IOException {
		Socket socket = new Socket("localhost", this.port);
		socket.getOutputStream()
			.write("GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: %s\r\n\r\n".formatted(path, accept)
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	/**
	 * Asks for a report, and hangs up when the experiment has begun. Nothing must be
	 * left.
	 * @param path the path, with its query
	 * @param accept the type of the report
	 */
	protected final void isStoppedByAHangUp(String path, String accept) throws IOException {
		try (Socket _ = connect(path, accept)) {
			await().atMost(CEILING).until(() -> callsUnderWay() > 0);
		}
		await().atMost(CEILING).until(() -> !isRunning());
		assertNothingIsLeft();
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

	/**
	 * Stops the experiment under way, of which nothing must be left then.
	 * @param report the answer for which a client waits
	 * @return the report of what was measured until then
	 */
	protected final JsonNode stopped(CompletableFuture<HttpResponse<String>> report) throws Exception {
		assertThat(delete(this.resource)).isEqualTo("{\"stopped\":true}");
		assertThat(isRunning()).isFalse();
		HttpResponse<String> answer = report.get(60, TimeUnit.SECONDS);
		assertThat(answer.statusCode()).isEqualTo(200);
		JsonNode stopped = this.json.readTree(answer.body());
		assertThat(stopped.at("/stopped").asBoolean()).isTrue();
		assertNothingIsLeft();
		assertThat(delete(this.resource)).isEqualTo("{\"stopped\":false}");
		return stopped;
	}

	/**
	 * Lets twenty clients start, stop and hang up at once: each gets a 200 or a 429, and
	 * nothing is left.
	 * @param path the path of a run, by the number of the client
	 * @param other that of a run of another kind
	 */
	protected final void twentyClientsStartStopAndHangUp(IntFunction<String> path, IntFunction<String> other)
			throws Exception {
		List<CompletableFuture<?>> hangingUp = new ArrayList<>();
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		for (int number = 0; number < 20; number++) {
			String mine = path.apply(number);
			switch (number % 4) {
				case 0 -> answers.add(send(mine));
				case 1 -> answers.add(send(other.apply(number)));
				case 2 -> hangingUp.add(CompletableFuture.runAsync(() -> hangUp(mine)));
				default ->
					answers.add(this.client.sendAsync(HttpRequest.newBuilder(uri(this.resource)).DELETE().build(),
							HttpResponse.BodyHandlers.ofString()));
			}
		}
		for (CompletableFuture<?> client : hangingUp) {
			client.get(60, TimeUnit.SECONDS);
		}
		// Whoever was admitted last may take long.
		delete(this.resource);
		for (CompletableFuture<HttpResponse<String>> answer : answers) {
			assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isIn(200, 429);
		}
		await().atMost(CEILING).until(() -> !isRunning());
		assertNothingIsLeft();
	}

	private void hangUp(String path) {
		try (Socket socket = connect(path)) {
			assertThat(reader(socket).readLine()).containsAnyOf(" 200", " 429");
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	protected final CompletableFuture<HttpResponse<String>> send(String path) {
		return this.client.sendAsync(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
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
