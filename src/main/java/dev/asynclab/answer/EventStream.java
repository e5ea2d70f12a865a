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

	/** The name of the event that ends the stream of an {@link Answer}. */
	private static final String REPORT = "report";

	private static final Duration HEARTBEAT = Duration.ofMillis(500);

	private EventStream() {
	}

	/**
	 * As {@link #of(Flux, CompletableFuture, String, Runnable)}, for work that ends with
	 * a report and tells its entries to a sink.
	 * @param entries what the work tells; completed here when the work has ended
	 * @param work ends with the report
	 * @param onHangUp run when the client is seen to have hung up
	 * @return the events
	 */
	static Flux<ServerSentEvent<Object>> of(Sinks.Many<?> entries, CompletableFuture<?> work, Runnable onHangUp) {
		work.whenComplete((_, _) -> entries.tryEmitComplete());
		return of(entries.asFlux(), work, REPORT, onHangUp);
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
