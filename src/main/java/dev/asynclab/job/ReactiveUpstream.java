package dev.asynclab.job;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.asynclab.job.UpstreamException.UpstreamStatusException;
import dev.asynclab.job.UpstreamException.UpstreamTimeoutException;
import dev.asynclab.job.UpstreamException.UpstreamUnavailableException;
import dev.asynclab.upstream.UpstreamAddress;
import dev.asynclab.upstream.UpstreamProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.util.context.Context;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Does a job's I/O as a Mono, for the styles whose tasks hold no thread. Cancelling the
 * subscription closes the connection.
 */
@Component
class ReactiveUpstream {

	private static final Log logger = LogFactory.getLog(ReactiveUpstream.class);

	// The key is from reactor.core.publisher.Hooks. Without it, an answer that arrives
	// while its call is cancelled would be logged as an error of the service.
	private static final Context DROPPED_ERRORS = Context.of("reactor.onErrorDropped.local",
			(Consumer<Throwable>) ReactiveUpstream::dropped);

	private final UpstreamAddress address;

	private final Duration responseTimeout;

	private final WebClient webClient;

	ReactiveUpstream(UpstreamAddress address, UpstreamProperties properties, HttpClient labReactorHttpClient,
			WebClient.Builder webClient) {
		this.address = address;
		this.responseTimeout = properties.responseTimeout();
		this.webClient = webClient.clientConnector(new ReactorClientHttpConnector(labReactorHttpClient)).build();
	}

	Mono<String> call(JobHandle handle) {
		Job job = handle.job();
		UpstreamCall call = UpstreamCall.of(job);
		Duration timeout = call.delay().plus(this.responseTimeout);
		Sinks.Empty<Void> sent = Sinks.empty();
		return this.webClient.get().uri(call.uri(this.address.url())).httpRequest((_) -> {
			sent.tryEmitEmpty();
			handle.sent();
		})
			.retrieve()
			.toBodilessEntity()
			.doOnNext((answer) -> handle.answered(answer.getHeaders()))
			// Without a name, each time-out would search all the steps for one.
			.name("upstream")
			// The client's own response time-out starts again with each byte received.
			.timeout(sent.asMono().then(Mono.delay(timeout)))
			.then(Mono.fromSupplier(() -> job.name() + " done"))
			.onErrorMap((ex) -> failure(handle, timeout, ex))
			.contextWrite(DROPPED_ERRORS);
	}

	private static void dropped(Throwable error) {
		logger.debug("A call failed after it was cancelled", error);
	}

	private static UpstreamException failure(JobHandle handle, Duration timeout, Throwable error) {
		Job job = handle.job();
		if (error instanceof WebClientResponseException ex && ex.getStatusCode().isError()) {
			handle.answered(ex.getHeaders());
			return new UpstreamStatusException(job, ex.getStatusCode().value(), ex);
		}
		return (error instanceof TimeoutException) ? new UpstreamTimeoutException(job, timeout, error)
				: new UpstreamUnavailableException(job, error);
	}

}
