package dev.asynclab.pitfall.retryaroundtimeout;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Has a time-out for each try inside the retry, and one for all tries around it. All
 * tries carry the same key, by which the peer knows a charge that it has made. A time-out
 * of all tries fails with a TimeoutException, tries that are used up with an
 * IllegalStateException.
 */
class FixedRetryAroundTimeout {

	private static final Duration TIMEOUT = Duration.ofMillis(200);

	private static final Duration IN_ALL = Duration.ofSeconds(1);

	Mono<String> charge(WebClient payments) {
		String key = UUID.randomUUID().toString();
		return payments.post()
			.uri("/charges")
			.header("Idempotency-Key", key)
			.retrieve()
			.bodyToMono(String.class)
			.timeout(TIMEOUT)
			.retryWhen(Retry.max(2).filter(TimeoutException.class::isInstance))
			.timeout(IN_ALL);
	}

}
