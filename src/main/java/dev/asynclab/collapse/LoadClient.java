package dev.asynclab.collapse;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.resolver.DefaultAddressResolverGroup;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Calls the service over HTTP, on a thread and connections of its own, so that it
 * measures the victim and not itself. Closing it cancels what is under way.
 */
final class LoadClient implements AutoCloseable {

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

	private final LoopResources loops = LoopResources.create("collapse-load", 1, true);

	private final Sinks.Empty<Void> stop = Sinks.empty();

	private final ConnectionProvider connections;

	private final HttpClient client;

	LoadClient(InetSocketAddress server, int maxConnections, Duration patience, String experiment) {
		this.connections = ConnectionProvider.builder("collapse-load")
			.maxConnections(maxConnections)
			.pendingAcquireMaxCount(maxConnections)
			.build();
		this.client = HttpClient.create(this.connections)
			.runOn(this.loops)
			.resolver(DefaultAddressResolverGroup.INSTANCE)
			.remoteAddress(() -> server)
			.disableRetry(true)
			.responseTimeout(patience)
			.headers((headers) -> headers.set("Host", "localhost").set(CallController.EXPERIMENT, experiment));
	}

	/**
	 * Sends a request.
	 * @param path what to get
	 * @param whenDone is told the status, or what went wrong instead, when the answer has
	 * been read; on the client's thread
	 */
	void get(String path, Answer whenDone) {
		this.client.get()
			.uri(path)
			.responseSingle((response, body) -> body.then(Mono.just(response.status().code())))
			.takeUntilOther(this.stop.asMono())
			.subscribe((status) -> whenDone.accept((status == 200) ? null : String.valueOf(status)),
					(error) -> whenDone.accept(describe(error)));
	}

	private static String describe(Throwable error) {
		return switch (error) {
			case ReadTimeoutException _, TimeoutException _ -> "timeout";
			case ConnectTimeoutException _ -> "connect";
			default -> error.getClass().getSimpleName();
		};
	}

	@Override
	public void close() {
		this.stop.tryEmitEmpty();
		await(this.connections.disposeLater());
		await(this.loops.disposeLater(Duration.ofMillis(50), STOP_TIMEOUT));
	}

	// Not block(), which an interrupt would end: an experiment is stopped by one.
	private static void await(Mono<Void> end) {
		end.toFuture().orTimeout(2 * STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join();
	}

	/**
	 * Is told how a request ended.
	 */
	@FunctionalInterface
	interface Answer {

		/**
		 * The request has ended.
		 * @param error null if it was answered well, else the status or the kind of error
		 */
		void accept(@Nullable String error);

	}

}
