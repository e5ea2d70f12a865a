package dev.asynclab.pitfall;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The server and the client of a pitfall.
 */
@Timeout(60)
class HttpStageTests {

	@Test
	void holdsItsAnswersBack() throws Exception {
		try (HttpStage http = new HttpStage()) {
			CompletableFuture<@Nullable String> first = get(http);
			CompletableFuture<@Nullable String> second = get(http);
			http.awaitReceived(2);
			assertThat(first).isNotDone();
			http.answer("here");
			assertThat(first.get(50, TimeUnit.SECONDS)).isEqualTo("here").isEqualTo(second.get(50, TimeUnit.SECONDS));
		}
	}

	@Test
	void closesConnectionsThatWaitForAnAnswerAlsoWhenInterrupted() throws Exception {
		CompletableFuture<@Nullable String> unanswered;
		try (HttpStage http = new HttpStage()) {
			unanswered = get(http);
			http.awaitReceived(1);
			Thread.currentThread().interrupt();
		}
		assertThat(Thread.interrupted()).isTrue();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> unanswered.get(50, TimeUnit.SECONDS))
			.withCauseInstanceOf(IOException.class);
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().startsWith("pitfall-http")));
	}

	@Test
	void closesTheServersSideOfAConnection() throws Exception {
		try (Socket client = new Socket()) {
			client.setSoTimeout(50_000);
			try (HttpStage http = new HttpStage()) {
				URI url = URI.create(String.valueOf(http.client().configuration().baseUrl()));
				client.connect(new InetSocketAddress(url.getHost(), url.getPort()));
				client.getOutputStream()
					.write("GET / HTTP/1.1\r\nHost: pitfall\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				http.awaitReceived(1);
			}
			assertThat(client.getInputStream().readAllBytes()).isEmpty();
		}
	}

	private static CompletableFuture<@Nullable String> get(HttpStage http) {
		return http.client().get().uri("/").responseContent().aggregate().asString().toFuture();
	}

}
