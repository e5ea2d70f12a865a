package dev.asynclab.collapse;

import java.time.Duration;

import dev.asynclab.admission.Limits;
import dev.asynclab.upstream.UpstreamAddress;
import dev.asynclab.upstream.UpstreamProperties;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls the upstream with WebClient on the lab's event loop. An answer may stay unread
 * for as long as a call may wait for its turn, since the loop can be blocked for that
 * long.
 */
@Component
class UpstreamClient {

	private final UpstreamAddress address;

	private final Duration patience;

	private final WebClient webClient;

	UpstreamClient(UpstreamAddress address, UpstreamProperties properties, Limits limits, CollapseLimits callLimits,
			HttpClient labReactorHttpClient, WebClient.Builder webClient) {
		this.address = address;
		this.patience = properties.responseTimeout().plus(callLimits.callWait()).plus(limits.blockTime());
		this.webClient = webClient.clientConnector(new ReactorClientHttpConnector(labReactorHttpClient)).build();
	}

	/**
	 * Calls the upstream. Cancelling the subscription closes the connection.
	 * @param delay how long the upstream takes
	 * @param onSend runs on the event loop when the request is sent
	 * @return emits when the answer is there, on the event loop
	 */
	Mono<Boolean> get(Duration delay, Runnable onSend) {
		return this.webClient.get()
			.uri(this.address.url() + "/delay/{delay}ms", delay.toMillis())
			.httpRequest((request) -> {
				request.<HttpClientRequest>getNativeRequest().responseTimeout(delay.plus(this.patience));
				onSend.run();
			})
			.retrieve()
			.bodyToMono(byte[].class)
			.thenReturn(true);
	}

	Mono<Boolean> get(Duration delay) {
		return get(delay, () -> {
		});
	}

	// The I/O of a call before it blocks. It emits at once if the call has none.
	Mono<Boolean> before(Call call) {
		return call.io().isZero() ? Mono.just(true) : get(call.io());
	}

}
