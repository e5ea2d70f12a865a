package dev.asynclab.pitfall;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * An HTTP server on a free port of the loopback address, and a client for it. Unless told
 * otherwise, the server holds every answer back until {@link #answer} is called. Both
 * have their own event loop and connections. Reactor logs no error that occurs there.
 */
public final class HttpStage implements AutoCloseable {

	// When one side closes a connection, the other side notices it a moment later.
	private static final Duration QUIET_PERIOD = Duration.ofMillis(20);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	private static final String THREADS = "pitfall-http";

	private final SilentThreads silence = new SilentThreads(THREADS, "reactor.");

	private final LoopResources loops = LoopResources.create(THREADS, 1, true);

	private final ConnectionProvider connections = ConnectionProvider.create("pitfall", 64);

	private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final AtomicInteger received = new AtomicInteger();

	private final CompletableFuture<String> answer = new CompletableFuture<>();

	private final DisposableServer server;

	/**
	 * Starts the server.
	 */
	public HttpStage() {
		this(null);
	}

	/**
	 * Starts a server that answers as a function says.
	 * @param answers what a request is answered with, as soon as there is one; null to
	 * hold every answer back until {@link #answer} is called
	 */
	public HttpStage(@Nullable Function<HttpServerRequest, Mono<String>> answers) {
		// After an answer from another thread, the connection may lose its next request:
		// https://github.com/reactor/reactor-netty/issues/4361
		Scheduler eventLoop = Schedulers.fromExecutorService(this.loops.onServer(LoopResources.DEFAULT_NATIVE));
		try {
			this.server = HttpServer.create()
				.host("127.0.0.1")
				.port(0)
				.runOn(this.loops)
				.doOnChannelInit((_, channel, _) -> this.channels.add(channel))
				.handle((request, response) -> {
					Mono<String> answer = (answers != null) ? answers.apply(request)
							: Mono.fromFuture(this.answer, true);
					this.received.incrementAndGet();
					return response.sendString(answer.publishOn(eventLoop));
				})
				.bindNow();
		}
		catch (RuntimeException ex) {
			this.loops.dispose();
			this.silence.close();
			throw ex;
		}
	}

	/**
	 * Creates a client with its own connections.
	 * @return the client; it knows the address of the server
	 */
	public HttpClient client() {
		return client(this.connections);
	}

	/**
	 * Creates a client that uses given connections.
	 * @param connections the pool; the caller disposes it
	 * @return the client; it knows the address of the server
	 */
	public HttpClient client(ConnectionProvider connections) {
		return HttpClient.create(connections)
			.runOn(this.loops)
			.disableRetry(true)
			.doOnChannelInit((_, channel, _) -> this.channels.add(channel))
			.baseUrl("http://127.0.0.1:" + this.server.port());
	}

	/**
	 * Answers every request that has come or will come.
	 * @param body the body of the answer
	 */
	public void answer(String body) {
		this.answer.complete(body);
	}

	/**
	 * Returns how many requests have come so far.
	 * @return the number of requests
	 */
	public int received() {
		return this.received.get();
	}

	/**
	 * Waits until a number of requests have come.
	 * @param requests the number of requests
	 * @throws InterruptedException if the run is interrupted
	 */
	public void awaitReceived(int requests) throws InterruptedException {
		Stage.until(() -> received() >= requests);
	}

	@Override
	public void close() {
		boolean interrupted = Thread.interrupted();
		try {
			this.server.dispose();
			// An event loop that ends may leave a connection open.
			this.channels.close().awaitUninterruptibly(CLOSE_TIMEOUT.toMillis());
			this.connections.dispose();
			// On a machine too busy to end it in time, it ends by itself later.
			this.loops.disposeLater(QUIET_PERIOD, CLOSE_TIMEOUT).onErrorComplete().block();
		}
		finally {
			this.silence.close();
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
