package dev.asynclab.pitfall.codeclimit;

import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Sets how many bytes of a body it holds in memory. With Spring Boot's builder, set
 * {@code spring.http.codecs.max-in-memory-size}. Stream a body whose size has no bound.
 */
class FixedCodecLimit {

	private static final int ONE_MEGABYTE = 1024 * 1024;

	WebClient client(HttpClient http) {
		return WebClient.builder()
			.clientConnector(new ReactorClientHttpConnector(http))
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(ONE_MEGABYTE))
			.build();
	}

}
