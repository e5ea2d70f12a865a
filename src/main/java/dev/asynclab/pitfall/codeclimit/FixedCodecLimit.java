package dev.asynclab.pitfall.codeclimit;

import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Says how much it is ready to hold in memory. Spring Boot's builder takes
 * {@code spring.http.codecs.max-in-memory-size}; what has no bound is to be streamed.
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
