package dev.asynclab.pitfall.responsetimeout;

import java.time.Duration;

import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Gives up when no data has come for {@code RESPONSE_TIMEOUT}. It then closes the
 * connection and fails with a WebClientRequestException, whose cause is a
 * ReadTimeoutException. An answer that comes in many small parts may take longer:
 * {@code Mono.timeout} limits the whole answer.
 */
class FixedResponseTimeout {

	private static final Duration RESPONSE_TIMEOUT = Duration.ofMillis(100);

	Mono<String> stock(HttpClient http) {
		return WebClient.builder()
			.clientConnector(new ReactorClientHttpConnector(http.responseTimeout(RESPONSE_TIMEOUT)))
			.build()
			.get()
			.uri("/stock")
			.retrieve()
			.bodyToMono(String.class);
	}

}
