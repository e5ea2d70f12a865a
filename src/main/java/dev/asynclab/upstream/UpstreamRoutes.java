package dev.asynclab.upstream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;

import static org.springframework.web.reactive.function.server.RequestPredicates.all;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

/**
 * The paths of the mock upstream: httpbin's, and the health that actuator reports. A
 * request waits on a timer, never in a thread; when its connection closes, the timer is
 * cancelled.
 */
final class UpstreamRoutes {

	private static final String DELAY = "/delay/{duration}";

	private static final String STATUS = "/status/{code}";

	private static final String HEALTH = "/actuator/health";

	private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

	private final UpstreamProperties properties;

	private final RequestMeters meters;

	private final Supplier<Status> health;

	UpstreamRoutes(UpstreamProperties properties, RequestMeters meters, Supplier<Status> health) {
		this.properties = properties;
		this.meters = meters;
		this.health = health;
	}

	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route()
			.GET(DELAY, (request) -> grant(request, (asked) -> Wish.toDelay(asked, this.properties.maxDelay())))
			.GET(STATUS, (request) -> grant(request, Wish::forStatus))
			.GET(HEALTH, this::health)
			.route(path(DELAY).or(path(STATUS)).or(path(HEALTH)),
					(request) -> Mono.error(new MethodNotAllowedException(request.method(), List.of(HttpMethod.GET))))
			.route(all(),
					(_) -> Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND,
							"The paths here are %s, %s and %s".formatted(DELAY, STATUS, HEALTH))))
			.onError(ErrorResponseException.class, (problem, _) -> answer(problem))
			.build();
	}

	private Mono<ServerResponse> grant(ServerRequest request, Function<ServerRequest, Wish> reader) {
		return Mono.fromSupplier(() -> reader.apply(request))
			.flatMap((wish) -> this.meters.count(wish.hang() ? hang(request) : answer(request, wish.answer())));
	}

	private Mono<ServerResponse> answer(ServerRequest request, Answer answer) {
		Duration delay = Duration.ofNanos(Math.round(answer.delayMs() * 1e6));
		ServerResponse.BodyBuilder response = ServerResponse.status(answer.status());
		return Mono.delay(delay, eventLoop(request))
			.then(WITHOUT_BODY.contains(answer.status()) ? response.build()
					: response.contentType(MediaType.APPLICATION_JSON).bodyValue(answer));
	}

	private Mono<ServerResponse> hang(ServerRequest request) {
		return Mono.delay(this.properties.maxHang(), eventLoop(request))
			.doOnNext((_) -> close(channel(request)))
			.then(Mono.never());
	}

	private static void close(Channel channel) {
		var _ = channel.close();
	}

	// An answer from another thread may cost the connection its next request:
	// https://github.com/reactor/reactor-netty/issues/4361
	private static Scheduler eventLoop(ServerRequest request) {
		return Schedulers.fromExecutorService(channel(request).eventLoop());
	}

	private static Channel channel(ServerRequest request) {
		HttpServerRequest nativeRequest = ServerHttpRequestDecorator.getNativeRequest(request.exchange().getRequest());
		return ((Connection) nativeRequest).channel();
	}

	// Health indicators may block, so they don't run on the loops that carry the delays.
	private Mono<ServerResponse> health(ServerRequest request) {
		return Mono.fromSupplier(this.health)
			.subscribeOn(Schedulers.boundedElastic())
			.publishOn(eventLoop(request))
			.flatMap((status) -> ServerResponse.status(HttpCodeStatusMapper.getDefault().getStatusCode(status))
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(Map.of("status", status.getCode())));
	}

	private static Mono<ServerResponse> answer(ErrorResponseException problem) {
		return ServerResponse.status(problem.getStatusCode())
			.headers((headers) -> headers.addAll(problem.getHeaders()))
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyValue(problem.getBody());
	}

}
