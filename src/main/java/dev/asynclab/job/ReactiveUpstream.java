package dev.asynclab.job;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.asynclab.job.UpstreamException.UpstreamStatusException;
import dev.asynclab.job.UpstreamException.UpstreamTimeoutException;
import dev.asynclab.job.UpstreamException.UpstreamUnavailableException;
import dev.asynclab.upstream.UpstreamAddress;
import dev.asynclab.upstream.UpstreamProperties;
import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.util.context.Context;

import org.springframework.http.client.reactive.ClientHttpRequest;
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

	private volatile @Nullable Target last;

	ReactiveUpstream(UpstreamAddress address, UpstreamProperties properties, HttpClient labReactorHttpClient,
			WebClient.Builder webClient) {
		this.address = address;
		this.responseTimeout = properties.responseTimeout();
		this.webClient = webClient.clientConnector(new ReactorClientHttpConnector(labReactorHttpClient))
			.observationRegistry(ObservationRegistry.NOOP)
			.build();
	}

	Mono<String> call(JobHandle handle) {
		return call(handle, (_, delivery) -> delivery.run());
	}

	/**
	 * Does a job's I/O for a subscriber that wakes another thread. Answers that the event
	 * loop reads in one turn are delivered at its end, one after the other: they wake the
	 * thread once, where each by itself would.
	 * @param handle the job
	 * @return the call, made once for each subscriber
	 */
	Mono<String> callForAnotherThread(JobHandle handle) {
		return call(handle, Connected::atTheEndOfTheTurn);
	}

	private Mono<String> call(JobHandle handle, BiConsumer<Connected, Runnable> delivery) {
		Job job = handle.job();
		UpstreamCall call = UpstreamCall.of(job);
		Duration timeout = call.delay().plus(this.responseTimeout);
		return Mono.create((sink) -> {
			Disposable.Swap subscription = Disposables.swap();
			Connected connected = new Connected(() -> {
				subscription.dispose();
				sink.error(new UpstreamTimeoutException(job, timeout, null));
			});
			sink.onDispose(() -> {
				connected.cancelDeadline();
				subscription.dispose();
			});
			subscription.update(this.webClient.get().uri(uri(call)).httpRequest((request) -> {
				handle.sent();
				connected.begin(request, timeout);
			}).retrieve().toBodilessEntity().subscribe((answer) -> {
				handle.answered(answer.getHeaders());
				delivery.accept(connected, () -> sink.success(job.name() + " done"));
			}, (error) -> {
				UpstreamException failure = failure(handle, error);
				delivery.accept(connected, () -> sink.error(failure));
			}, null, DROPPED_ERRORS.putAll(sink.contextView())));
		});
	}

	// Most calls are like the one before.
	private URI uri(UpstreamCall call) {
		Target last = this.last;
		if (last == null || !last.call().equals(call)) {
			last = new Target(call, call.uri(this.address.url()));
			this.last = last;
		}
		return last.uri();
	}

	private static void dropped(Throwable error) {
		logger.debug("A call failed after it was cancelled", error);
	}

	private static UpstreamException failure(JobHandle handle, Throwable error) {
		Job job = handle.job();
		if (error instanceof WebClientResponseException ex && ex.getStatusCode().isError()) {
			handle.answered(ex.getHeaders());
			return new UpstreamStatusException(job, ex.getStatusCode().value(), ex);
		}
		return new UpstreamUnavailableException(job, error);
	}

	/**
	 * The request for a kind of call.
	 */
	private record Target(UpstreamCall call, URI uri) {

	}

	/**
	 * The event loop of a call's connection. It ends a call that takes too long: the
	 * client's own response time-out would start again with each byte received.
	 */
	private static final class Connected {

		private final Runnable end;

		private volatile @Nullable EventLoop loop;

		private volatile @Nullable Future<?> deadline;

		private Connected(Runnable end) {
			this.end = end;
		}

		private void begin(ClientHttpRequest request, Duration timeout) {
			((NettyOutbound) request.getNativeRequest()).withConnection((connection) -> {
				EventLoop loop = connection.channel().eventLoop();
				this.loop = loop;
				this.deadline = loop.schedule(this.end, timeout.toNanos(), TimeUnit.NANOSECONDS);
			});
		}

		private void cancelDeadline() {
			Future<?> deadline = this.deadline;
			if (deadline != null) {
				deadline.cancel(false);
			}
		}

		private void atTheEndOfTheTurn(Runnable delivery) {
			EventLoop loop = this.loop;
			if (loop != null && loop.inEventLoop()) {
				loop.execute(delivery);
			}
			else {
				delivery.run();
			}
		}

	}

}
