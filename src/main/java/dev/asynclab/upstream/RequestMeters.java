package dev.asynclab.upstream;

import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Counts the requests in flight, those that were answered, and those whose connection was
 * closed before the answer.
 */
final class RequestMeters {

	private final AtomicInteger inFlight = new AtomicInteger();

	private final Counter answered;

	private final Counter aborted;

	RequestMeters(MeterRegistry registry) {
		Gauge.builder("asynclab.upstream.inflight", this.inFlight, AtomicInteger::get)
			.description("Requests that the mock upstream has not answered yet")
			.register(registry);
		this.answered = requests("answered", registry);
		this.aborted = requests("aborted", registry);
	}

	private static Counter requests(String outcome, MeterRegistry registry) {
		return Counter.builder("asynclab.upstream.requests")
			.description("Requests that the mock upstream answered, or whose connection was closed before")
			.tag("outcome", outcome)
			.register(registry);
	}

	<T> Mono<T> count(Mono<T> answer) {
		return answer.doOnSubscribe((_) -> this.inFlight.incrementAndGet()).doFinally((signal) -> {
			Counter outcome = (signal == SignalType.ON_COMPLETE) ? this.answered : this.aborted;
			outcome.increment();
			this.inFlight.decrementAndGet();
		});
	}

}
