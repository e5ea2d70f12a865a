package dev.asynclab.pitfall.subscribedtwice;

import java.util.function.Consumer;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes the audit a step of the only subscription. If there must be two subscribers,
 * {@code cache()} lets both see the same request.
 */
class FixedSubscribedTwice {

	Mono<String> charge(WebClient client, Consumer<String> audit) {
		return client.post().uri("/charges").retrieve().bodyToMono(String.class).doOnNext(audit);
	}

}
