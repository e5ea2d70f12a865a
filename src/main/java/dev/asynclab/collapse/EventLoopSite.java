package dev.asynclab.collapse;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongBinaryOperator;
import java.util.stream.StreamSupport;

import dev.asynclab.eventloop.Watchdog;
import dev.asynclab.job.Place;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;

import org.springframework.stereotype.Component;

/**
 * Calls in a reactive pipeline of WebClient's.
 */
@Component
class EventLoopSite implements ExperimentSite {

	private final UpstreamClient upstream;

	private final Watchdog watchdog;

	private final Scheduler workers;

	private final int threads;

	EventLoopSite(UpstreamClient upstream, Scheduler offloadWorkers, LoopResources labEventLoop, Watchdog watchdog) {
		this.upstream = upstream;
		this.watchdog = watchdog;
		this.workers = offloadWorkers;
		this.threads = (int) StreamSupport
			.stream(labEventLoop.onClient(LoopResources.DEFAULT_NATIVE).spliterator(), false)
			.count();
	}

	@Override
	public Place place() {
		return Place.EVENT_LOOP;
	}

	@Override
	public int threads() {
		return this.threads;
	}

	@Override
	public LongBinaryOperator longestLag() {
		return (from, to) -> this.watchdog.longestLagNanos(null, from, to);
	}

	@Override
	public Words words() {
		return new Words(ONE_LOOP, "/api/event-loop?format=text");
	}

	@Override
	public CompletableFuture<?> nonblocking(Call call) {
		return this.upstream.get(call.delay(), call::begin).toFuture();
	}

	// The mistake: it sleeps on the event loop.
	@Override
	public CompletableFuture<?> blocking(Call call) {
		return this.upstream.get(call.io()).doOnNext((_) -> call.block()).toFuture();
	}

	@Override
	public CompletableFuture<?> offloaded(Call call) {
		return this.upstream.get(call.io())
			.flatMap((_) -> Mono.fromRunnable(call::block).subscribeOn(this.workers))
			.toFuture();
	}

}
