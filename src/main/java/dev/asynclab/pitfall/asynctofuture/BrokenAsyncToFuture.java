package dev.asynclab.pitfall.asynctofuture;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Async;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes an asynchronous call asynchronous again: a thread of the pool sends the request
 * and waits for the answer.
 */
class BrokenAsyncToFuture {

	@Async
	CompletableFuture<@Nullable String> fetch(WebClient client) {
		return client.get().uri("/orders").retrieve().bodyToMono(String.class).toFuture();
	}

}
