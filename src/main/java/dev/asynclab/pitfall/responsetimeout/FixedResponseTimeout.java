package dev.asynclab.pitfall.responsetimeout;

import java.time.Duration;

import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Gives up when nothing has come for so long, closes the connection, and fails with a
 * WebClientRequestException that has the ReadTimeoutException as its cause. An answer
 * that trickles may take longer: {@code Mono.timeout} bounds it as a whole.
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
