package dev.asynclab.pitfall.asynctofuture;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Returns the future of the call, which is asynchronous already.
 */
class FixedAsyncToFuture {

	CompletableFuture<@Nullable String> fetch(WebClient client) {
		return client.get().uri("/orders").retrieve().bodyToMono(String.class).toFuture();
	}

}
