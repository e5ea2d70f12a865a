package dev.asynclab.pitfall.connectionpool;

import java.util.ArrayList;
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
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.core.annotation.Order;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Three callers send two requests each, over two connections. The second and the third
 * caller start when both connections are taken. The server answers when each of the six
 * requests has been sent, waits, or has been refused. No caller has a third request: the
 * moment at which it is sent would vary.
 */
@Component
@Order(15)
class ConnectionPool implements Pitfall<ConnectionPool.Observed> {

	private static final int CALLERS = 3;

	private static final int REQUESTS_OF_EACH = 2;

	private static final int REQUESTS = CALLERS * REQUESTS_OF_EACH;

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("connection-pool-exhausted", "WebClient's connection pool is exhausted",
				"Reactor Netty allows 500 connections per host and 1000 waiting requests; your own provider has far fewer. flatMap(f, n) limits one chain, but all chains share the pool.",
				"aiohttp's connector has a limit of 100. Other requests wait, without a bound.", Severity.OUTAGE,
				"Limit each chain with flatMap(f, n), and limit how many chains run at once. Set pendingAcquireMaxCount to chains times n, and set a pendingAcquireTimeout.",
				List.of(Source.issue("reactor/reactor-netty", 2782),
						new Source("Reactor Netty: connection pool",
								"https://projectreactor.io/docs/netty/release/reference/http-client.html")),
				"PoolAcquirePendingLimitException; PoolAcquireTimeoutException; Pending acquire queue has reached its maximum size of 1000; WebClient connection pool; requests hang",
				"The metric reactor.netty.connection.provider.pending.connections grows; the log has PoolAcquirePendingLimitException.");
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		BrokenConnectionPool code = new BrokenConnectionPool();
		return observe(code.connections(), BrokenConnectionPool.PENDING, code::fetchAll, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		FixedConnectionPool code = new FixedConnectionPool();
		return observe(code.connections(), FixedConnectionPool.PENDING, code::fetchAll, recorder);
	}

	private static Observed observe(ConnectionProvider connections, int pending,
			BiFunction<Flux<Integer>, Function<Integer, Mono<String>>, Flux<String>> fetchAll, Recorder recorder)
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
				.doOnSubscribe((_) -> {
					recorder.task("order " + order).startedAwaiting();
					started.incrementAndGet();
				})
				.doOnSuccess((body) -> recorder.task("order " + order).finished(body))
				.onErrorResume((ex) -> {
					recorder.task("order " + order).failed(ex);
					error.set(String.valueOf(ex.getCause()));
					refused.incrementAndGet();
					return Mono.empty();
				});
			List<CompletableFuture<@Nullable List<String>>> callers = new ArrayList<>();
			for (int caller = 0; caller < CALLERS; caller++) {
				Flux<Integer> orders = Flux.range(1 + caller * REQUESTS_OF_EACH, REQUESTS_OF_EACH);
				callers.add(fetchAll.apply(orders, fetch).collectList().toFuture());
				// The pool counts a request as waiting until it has given it a
				// connection.
				http.awaitReceived(REQUESTS_OF_EACH);
			}
			Stage.until(() -> started.get() == REQUESTS && REQUESTS - http.received() - refused.get() <= pending);
			Stage.goOn();
			http.answer("order");
			int answered = 0;
			for (CompletableFuture<@Nullable List<String>> caller : callers) {
				answered += Objects.requireNonNull(caller.get()).size();
			}
			return new Observed(CALLERS, REQUESTS, answered, refused.get(), error.get());
		}
		finally {
			connections.dispose();
		}
	}

	record Observed(int callers, int requests, int answered, int refused, @Nullable String error) {

	}

}
