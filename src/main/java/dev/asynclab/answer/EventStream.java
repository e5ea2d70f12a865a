package dev.asynclab.answer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.http.codec.ServerSentEvent;

/**
 * Streams the entries of work under way as server-sent events. A comment every 500 ms
 * lets Tomcat notice that the client has disconnected, which it does only when it writes.
 */
public final class EventStream {

	private static final Duration HEARTBEAT = Duration.ofMillis(500);

	private EventStream() {
	}

	// Entries may still come from another thread when the work ends, and a sink refuses
	// the signals of two threads at once.
	static Flux<ServerSentEvent<Object>> of(Answer<?> answer) {
		Sinks.Many<Object> entries = Sinks.many().unicast().onBackpressureBuffer();
		Running<?> running = answer.start((entry) -> {
			synchronized (entries) {
				entries.tryEmitNext(entry);
			}
		});
		running.report().whenComplete((_, _) -> {
			synchronized (entries) {
				entries.tryEmitComplete();
			}
		});
		return of(entries.asFlux(), running.report(), "report", running::cancel);
	}

	/**
	 * Streams the entries, then the work's result as the last event. If the work fails,
	 * the stream fails with its error.
	 * @param entries the entries; must complete when the work has ended
	 * @param work completes with the data of the last event
	 * @param last the name of the last event
	 * @param onHangUp runs when the service notices that the client has disconnected
	 * @return the events
	 */
	public static Flux<ServerSentEvent<Object>> of(Flux<?> entries, CompletableFuture<?> work, String last,
			Runnable onHangUp) {
		Mono<?> end = Mono.fromFuture(work, true);
		Flux<ServerSentEvent<Object>> heartbeats = Flux.interval(Duration.ZERO, HEARTBEAT)
			.onBackpressureDrop()
			.map((_) -> ServerSentEvent.builder().comment("running").build())
			.takeUntilOther(end);
		return Flux.merge(entries.map((entry) -> ServerSentEvent.<Object>builder(entry).build()), heartbeats)
			.concatWith(end.map((result) -> ServerSentEvent.<Object>builder(result).event(last).build()))
			.doOnCancel(onHangUp);
	}

}
