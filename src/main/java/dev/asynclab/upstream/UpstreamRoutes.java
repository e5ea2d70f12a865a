package dev.asynclab.upstream;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.QueryStringDecoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.http.server.PathContainer;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The paths of the mock upstream: two of httpbin, and the health that actuator reports. A
 * request waits on a timer and holds no thread. When its connection closes, the timer is
 * cancelled. An answer to {@code /delay} or {@code /status} says how long it took, from
 * the arrival of the request ({@link ServerTiming}).
 * <p>
 * Reactor Netty serves them without WebFlux, to leave more CPU time to the service that
 * is measured.
 */
final class UpstreamRoutes implements BiFunction<HttpServerRequest, HttpServerResponse, Mono<Void>> {

	private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

	private static final int MAX_PARAMETERS = 1024;

	private final UpstreamProperties properties;

	private final RequestMeters meters;

	private final Supplier<Status> health;

	private final List<Route> routes = List.of(new Route("/delay/{duration}", this::delay),
			new Route("/status/{code}", this::status), new Route("/actuator/health", this::health));

	private final JsonMapper json = JsonMapper.builder()
		.addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
		.build();

	UpstreamRoutes(UpstreamProperties properties, RequestMeters meters, Supplier<Status> health) {
		this.properties = properties;
		this.meters = meters;
		this.health = health;
	}

	@Override
	public Mono<Void> apply(HttpServerRequest request, HttpServerResponse response) {
		long receivedNanos = System.nanoTime();
		return Mono.defer(() -> route(request, response, receivedNanos))
			.onErrorResume(ErrorResponseException.class, (problem) -> {
				problem.getHeaders().forEach((name, values) -> response.responseHeaders().set(name, values));
				return send(response, problem.getStatusCode().value(), MediaType.APPLICATION_PROBLEM_JSON,
						problem.getBody());
			});
	}

	private Mono<Void> route(HttpServerRequest request, HttpServerResponse response, long receivedNanos) {
		QueryStringDecoder target = target(request);
		PathContainer path = PathContainer.parsePath(target.rawPath());
		for (Route route : this.routes) {
			PathMatchInfo match = route.path().matchAndExtract(path);
			if (match != null) {
				if (!request.method().name().equals(HttpMethod.GET.name())) {
					throw new MethodNotAllowedException(request.method().name(), List.of(HttpMethod.GET));
				}
				return route.handler()
					.apply(new Exchange(((Connection) request).channel(), response, receivedNanos,
							match.getUriVariables(), target.parameters()));
			}
		}
		throw new ResponseStatusException(HttpStatus.NOT_FOUND, "The paths here are "
				+ String.join(", ", this.routes.stream().map((route) -> route.path().getPatternString()).toList()));
	}

	private static QueryStringDecoder target(HttpServerRequest request) {
		String target = request.uri();
		try {
			// Without a host, a path that begins with two slashes would be read as one.
			URI uri = URI.create(target.startsWith("/") ? "http://localhost" + target : target);
			return new QueryStringDecoder(uri, StandardCharsets.UTF_8, MAX_PARAMETERS, true);
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The path or the query is not a valid URI", ex);
		}
	}

	private Mono<Void> delay(Exchange call) {
		return grant(call, Wish.toDelay(call.variable("duration"), call.query(), this.properties.maxDelay()));
	}

	private Mono<Void> status(Exchange call) {
		return grant(call, Wish.forStatus(call.variable("code"), call.query()));
	}

	private Mono<Void> grant(Exchange call, Wish wish) {
		if (wish.hang()) {
			return this.meters.count(hang(call));
		}
		UpstreamAnswer answer = wish.answer();
		Duration delay = Duration.ofNanos(Math.round(answer.delayMs() * 1e6));
		return this.meters.count(Mono.delay(delay, call.eventLoop())).then(Mono.defer(() -> {
			HttpServerResponse response = call.timed();
			return WITHOUT_BODY.contains(answer.status()) ? response.status(answer.status()).send()
					: send(response, answer.status(), MediaType.APPLICATION_JSON, answer);
		}));
	}

	private Mono<Void> hang(Exchange call) {
		return Mono.delay(this.properties.maxHang(), call.eventLoop()).doOnNext((_) -> call.close()).then(Mono.never());
	}

	// Health indicators may block, so they must not run on the event loops.
	private Mono<Void> health(Exchange call) {
		return Mono.fromSupplier(this.health)
			.subscribeOn(Schedulers.boundedElastic())
			.publishOn(call.eventLoop())
			.flatMap((status) -> send(call.response(), HttpCodeStatusMapper.getDefault().getStatusCode(status),
					MediaType.APPLICATION_JSON, Map.of("status", status.getCode())));
	}

	private Mono<Void> send(HttpServerResponse response, int status, MediaType type, Object body) {
		byte[] json = this.json.writeValueAsBytes(body);
		return response.status(status)
			.header(HttpHeaders.CONTENT_TYPE, type.toString())
			.header(HttpHeaders.CONTENT_LENGTH, String.valueOf(json.length))
			.sendByteArray(Mono.just(json))
			.then();
	}

	private record Route(PathPattern path, Function<Exchange, Mono<Void>> handler) {

		Route(String path, Function<Exchange, Mono<Void>> handler) {
			this(PathPatternParser.defaultInstance.parse(path), handler);
		}

	}

	private record Exchange(Channel channel, HttpServerResponse response, long receivedNanos,
			Map<String, String> variables, Map<String, List<String>> query) {

		String variable(String name) {
			return Objects.requireNonNull(this.variables.get(name));
		}

		// To be called when the answer is written.
		HttpServerResponse timed() {
			return this.response.header(ServerTiming.HEADER, ServerTiming.of(System.nanoTime() - this.receivedNanos));
		}

		// After an answer from another thread, the connection may lose its next request:
		// https://github.com/reactor/reactor-netty/issues/4361
		Scheduler eventLoop() {
			return Schedulers.fromExecutorService(this.channel.eventLoop());
		}

		void close() {
			var _ = this.channel.close();
		}

	}

}
