package dev.asynclab.pitfall.responsetimeout;

import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Waits for the answer as long as the connection lives. There is a time-out for
 * connecting, but none for the response.
 */
class BrokenResponseTimeout {

	Mono<String> stock(HttpClient http) {
		return WebClient.builder()
			.clientConnector(new ReactorClientHttpConnector(http))
			.build()
			.get()
			.uri("/stock")
			.retrieve()
			.bodyToMono(String.class);
	}

}
