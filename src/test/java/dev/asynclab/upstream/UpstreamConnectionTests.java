package dev.asynclab.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.web.server.PortInUseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Connections that hang, are closed by either side, or are very many.
 */
@Timeout(120)
class UpstreamConnectionTests {

	private static final int MANY = 5000;

	@ParameterizedTest
	@ValueSource(strings = { "/delay/60s", "/delay/1ms?hang=true" })
	void cancelsTheTimerWhenTheClientCloses(String path) throws Exception {
		try (UpstreamFixture upstream = new UpstreamFixture()) {
			try (Socket _ = request(upstream, path)) {
				upstream.awaitInFlight(1);
			}
			upstream.awaitInFlight(0);
			assertThat(upstream.requests("aborted")).isEqualTo(1);
			assertThat(upstream.requests("answered")).isZero();
		}
	}

	@Test
	void closesAHangingConnectionAtItsBound() throws Exception {
		try (UpstreamFixture upstream = new UpstreamFixture("max-hang=50ms")) {
			try (Socket socket = request(upstream, "/delay/1ms?hang=true")) {
				assertThat(socket.getInputStream().readAllBytes()).isEmpty();
			}
			upstream.awaitInFlight(0);
			assertThat(upstream.requests("aborted")).isEqualTo(1);
		}
	}

	@Test
	void closesConnectionsOnStopAndCanStartAgain() throws Exception {
		try (UpstreamFixture upstream = new UpstreamFixture()) {
			CompletableFuture<?> waiting = upstream.getAsync("/delay/60s");
			upstream.awaitInFlight(1);
			upstream.server.stop();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> waiting.get(60, TimeUnit.SECONDS))
				.withCauseInstanceOf(IOException.class);
			upstream.awaitInFlight(0);
			assertThat(upstream.requests("aborted")).isEqualTo(1);
			assertThat(upstream.server.isRunning()).isFalse();
			assertThatIllegalStateException().isThrownBy(upstream.server::url)
				.withMessage("The mock upstream is not running");
			upstream.server.start();
			assertThat(upstream.get("/delay/1ms").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void namesThePortThatIsTaken() throws Exception {
		UpstreamProperties free = UpstreamFixture.properties();
		try (ServerSocket taken = new ServerSocket(0, 1, free.address())) {
			assertThatExceptionOfType(PortInUseException.class)
				.isThrownBy(() -> new UpstreamFixture("port=" + taken.getLocalPort()))
				.satisfies((ex) -> assertThat(ex.getPort()).isEqualTo(taken.getLocalPort()));
		}
	}

	@Test
	void carriesFiveThousandDelayedRequestsAtOnce() {
		LoopResources loops = LoopResources.create("many", 1, true);
		ConnectionProvider connections = ConnectionProvider.builder("many")
			.maxConnections(MANY)
			.pendingAcquireMaxCount(MANY)
			.build();
		try (UpstreamFixture upstream = new UpstreamFixture()) {
			HttpClient client = HttpClient.create(connections)
				.runOn(loops)
				.disableRetry(true)
				.baseUrl(upstream.server.url().toString());
			Disposable waiting = Flux.range(0, MANY)
				.flatMap((_) -> client.get().uri("/delay/60s").response(), MANY)
				.subscribe();
			upstream.awaitInFlight(MANY);
			assertThat(upstream.requests("answered")).isZero();
			waiting.dispose();
			upstream.awaitInFlight(0);
			assertThat(upstream.requests("aborted")).isEqualTo(MANY);
		}
		finally {
			connections.disposeLater().block();
			loops.disposeLater().block();
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET /status/204, 204", "GET /status/205, 205", "GET /status/304, 304", "GET /status/200, 200",
			"POST /delay/1ms, 405", "HEAD /delay/1ms, 405", "GET //x/delay/1ms, 404",
			"GET http://localhost/delay/1ms?jitter=0%6ds, 200" })
	void answersTheNextRequestOnTheSameConnection(String first, int status) throws Exception {
		try (UpstreamFixture upstream = new UpstreamFixture();
				Socket socket = new Socket(upstream.server.url().getHost(), upstream.server.port())) {
			socket.setSoTimeout(60_000);
			String body = first.startsWith("POST") ? "body" : "";
			socket.getOutputStream().write("""
					%s HTTP/1.1\r
					Host: localhost\r
					Content-Length: %d\r
					\r
					%sGET /status/418 HTTP/1.1\r
					Host: localhost\r
					\r
					""".formatted(first, body.length(), body).getBytes(StandardCharsets.US_ASCII));
			String answers = readUntil("\"status\":418", socket.getInputStream());
			assertThat(answers).startsWith("HTTP/1.1 " + status + " ").contains("HTTP/1.1 418 ");
			assertThat(answers.split("HTTP/1.1 ")).hasSize(3);
			boolean withoutBody = first.startsWith("HEAD") || Set.of(204, 205, 304).contains(status);
			String firstAnswer = answers.substring(0, answers.lastIndexOf("HTTP/1.1 "));
			assertThat(firstAnswer.endsWith("\r\n\r\n")).isEqualTo(withoutBody);
			if (status != 204 && status != 304) {
				assertThat(firstAnswer).containsIgnoringCase("\r\nContent-Length: ");
			}
		}
	}

	private static String readUntil(String end, InputStream input) throws IOException {
		StringBuilder text = new StringBuilder();
		int character = input.read();
		while (character != -1 && !text.toString().endsWith(end)) {
			text.append((char) character);
			character = input.read();
		}
		return text.toString();
	}

	private static Socket request(UpstreamFixture upstream, String path) throws IOException {
		Socket socket = new Socket(upstream.server.url().getHost(), upstream.server.port());
		String request = "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path);
		socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

}
