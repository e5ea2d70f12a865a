package dev.asynclab.pitfall.retryaroundtimeout;

import java.time.Duration;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Sends a POST again after a time-out. A time-out does not tell whether the peer has done
 * the work: it may charge each time. With the time-out outside, the first try uses it up,
 * and the retries never happen.
 */
class BrokenRetryAroundTimeout {

	private static final Duration TIMEOUT = Duration.ofMillis(200);

	Mono<String> retryOutside(WebClient payments) {
		return charge(payments).timeout(TIMEOUT).retry(2);
	}

	Mono<String> timeoutOutside(WebClient payments) {
		return charge(payments).retry(2).timeout(TIMEOUT);
	}

	private static Mono<String> charge(WebClient payments) {
		return payments.post().uri("/charges").retrieve().bodyToMono(String.class);
	}

}
