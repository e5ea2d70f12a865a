package dev.asynclab.pitfall.subscribedtwice;

import java.util.function.Consumer;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Subscribes to the Mono for the audit, and returns it to a caller that subscribes too.
 * Each subscription sends the request.
 */
class BrokenSubscribedTwice {

	Mono<String> charge(WebClient client, Consumer<String> audit) {
		Mono<String> receipt = client.post().uri("/charges").retrieve().bodyToMono(String.class);
		receipt.subscribe(audit);
		return receipt;
	}

}
