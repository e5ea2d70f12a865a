package dev.asynclab.pitfall.connectionpool;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.asynclab.pitfall.HttpStage;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.core.annotation.Order;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Six requests over two connections, four of them when both are taken, to a server that
 * answers when each of the six is sent, waits, or has been refused.
 */
@Component
@Order(15)
class ConnectionPool implements Pitfall<ConnectionPool.Observed> {

	private static final int REQUESTS = 6;

	private static final int CONNECTIONS = 2;

	private static final int PENDING = 2;

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("connection-pool-exhausted", "WebClient's connection pool, exhausted",
				"Reactor Netty takes 500 connections per host and 1000 waiting; a provider of your own has far fewer.",
				"aiohttp's connector has a limit of 100; the rest waits, without a bound.", Severity.OUTAGE,
				"Size the pool for the load, and limit what is started at once with flatMap(f, concurrency).",
				List.of(Source.issue("reactor/reactor-netty", 2782), new Source("Reactor Netty: connection pool",
						"https://projectreactor.io/docs/netty/release/reference/http-client.html")));
	}

	@Override
	public Observed broken() throws Exception {
		BrokenConnectionPool code = new BrokenConnectionPool();
		return observe(code.connections(), code::fetchAll);
	}

	@Override
	public Observed fixed() throws Exception {
		FixedConnectionPool code = new FixedConnectionPool();
		return observe(code.connections(), code::fetchAll);
	}

	private static Observed observe(ConnectionProvider connections,
			BiFunction<Flux<Integer>, Function<Integer, Mono<String>>, Flux<String>> fetchAll)
			throws ExecutionException, InterruptedException {
		AtomicInteger started = new AtomicInteger();
		AtomicInteger refused = new AtomicInteger();
		AtomicReference<@Nullable String> error = new AtomicReference<>();
		try (HttpStage http = new HttpStage()) {
			WebClient client = WebClient.builder()
				.clientConnector(new ReactorClientHttpConnector(http.client(connections)))
				.build();
			Function<Integer, Mono<String>> fetch = (order) -> client.get()
				.uri("/orders/{order}", order)
				.retrieve()
				.bodyToMono(String.class)
				.doOnSubscribe((_) -> started.incrementAndGet())
				.onErrorResume((ex) -> {
					error.set(String.valueOf(ex.getCause()));
					refused.incrementAndGet();
					return Mono.empty();
				});
			// The pool counts those among the waiting that it has yet to give a
			// connection.
			Sinks.Empty<Void> connected = Sinks.empty();
			Flux<Integer> orders = Flux.range(1, CONNECTIONS)
				.concatWith(Flux.range(CONNECTIONS + 1, REQUESTS - CONNECTIONS).delaySubscription(connected.asMono()));
			CompletableFuture<@Nullable List<String>> answers = fetchAll.apply(orders, fetch).collectList().toFuture();
			http.awaitReceived(CONNECTIONS);
			connected.tryEmitEmpty();
			Stage.until(() -> started.get() - http.received() - refused.get() <= PENDING);
			http.answer("order");
			return new Observed(REQUESTS, Objects.requireNonNull(answers.get()).size(), refused.get(), error.get());
		}
		finally {
			connections.dispose();
		}
	}

	/**
	 * What was observed.
	 *
	 * @param requests how many were asked for
	 * @param answered how many were answered
	 * @param refused how many the pool refused
	 * @param error how it did so
	 */
	record Observed(int requests, int answered, int refused, @Nullable String error) {

	}

}
