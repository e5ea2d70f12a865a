package dev.asynclab.pitfall.codeclimit;

import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Reads bodies of 262144 bytes at most. A test with little data does not notice the
 * limit.
 */
class BrokenCodecLimit {

	WebClient client(HttpClient http) {
		return WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
	}

}
