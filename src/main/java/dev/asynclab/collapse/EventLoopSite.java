package dev.asynclab.collapse;

import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;

import dev.asynclab.job.Place;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;

import org.springframework.stereotype.Component;

/**
 * Calls in a reactive pipeline of WebClient's.
 */
@Component
class EventLoopSite implements CallSite {

	private final UpstreamClient upstream;

	private final Scheduler workers;

	private final int threads;

	EventLoopSite(UpstreamClient upstream, Scheduler offloadWorkers, LoopResources labEventLoop) {
		this.upstream = upstream;
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
