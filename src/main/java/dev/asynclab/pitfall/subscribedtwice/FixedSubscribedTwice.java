package dev.asynclab.pitfall.subscribedtwice;

import java.util.function.Consumer;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * The audit is a step of the one subscription. Where there have to be two subscribers,
 * {@code cache()} lets both see the one request.
 */
class FixedSubscribedTwice {

	Mono<String> charge(WebClient client, Consumer<String> audit) {
		return client.post().uri("/charges").retrieve().bodyToMono(String.class).doOnNext(audit);
	}

}
