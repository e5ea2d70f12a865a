package dev.asynclab.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.asynclab.reactive.Publishers;
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
 * Calls the service over HTTP. The client has its own thread and connections, so that it
 * does not slow down what it measures. Closing it cancels the requests under way.
 */
public final class LoadClient implements Sender, AutoCloseable {

	/** The requests of an experiment carry its name in this header. */
	public static final String EXPERIMENT = "X-Async-Lab-Experiment";

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration CLOSING = STOP_TIMEOUT.multipliedBy(2);

	private final LoopResources loops;

	private final Sinks.Empty<Void> stop = Sinks.empty();

	private final ConnectionProvider connections;

	private final HttpClient client;

	/**
	 * Creates a client without connections.
	 * @param name how the name of its thread begins
	 * @param server the service
	 * @param maxConnections the most connections; as many requests again may wait for one
	 * @param patience how long a request waits for its answer before it fails with
	 * {@code timeout}
	 * @param experiment the value of the header {@link #EXPERIMENT}
	 */
	public LoadClient(String name, InetSocketAddress server, int maxConnections, Duration patience, String experiment) {
		this.loops = LoopResources.create(name + "-load", 1, true);
		this.connections = ConnectionProvider.builder(name + "-load")
			.maxConnections(maxConnections)
			.pendingAcquireMaxCount(maxConnections)
			.build();
		this.client = HttpClient.create(this.connections)
			.runOn(this.loops)
			.resolver(DefaultAddressResolverGroup.INSTANCE)
			.remoteAddress(() -> server)
			.disableRetry(true)
			.responseTimeout(patience)
			.headers((headers) -> headers.set("Host", "localhost").set(EXPERIMENT, experiment));
	}

	/**
	 * Sends a request.
	 * @param path what to get
	 * @param whenDone is called on the client's thread when the answer has been read or
	 * the request has failed; with null if the status is 200, else with the status or the
	 * kind of error
	 */
	@Override
	public void get(String path, Consumer<@Nullable String> whenDone) {
		this.client.get()
			.uri(path)
			.responseSingle((response, body) -> body.then(Mono.just(response.status().code())))
			.takeUntilOther(this.stop.asMono())
			.subscribe((status) -> whenDone.accept((status == 200) ? null : String.valueOf(status)),
					(error) -> whenDone.accept(describe(error)));
	}

	/**
	 * Sends a request, from a client that may give up: cancelling the future hangs up.
	 * @param path what to get
	 * @param headers headers of this request
	 * @return the status of the answer, once it has been read; null if this client was
	 * closed before
	 */
	public CompletableFuture<@Nullable Integer> status(String path, Map<String, String> headers) {
		return this.client.headers((all) -> headers.forEach(all::set))
			.get()
			.uri(path)
			.responseSingle((response, body) -> body.then(Mono.just(response.status().code())))
			.takeUntilOther(this.stop.asMono())
			.toFuture();
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
		Publishers.join(this.connections.disposeLater(), CLOSING);
		Publishers.join(this.loops.disposeLater(Duration.ofMillis(50), STOP_TIMEOUT), CLOSING);
	}

}
