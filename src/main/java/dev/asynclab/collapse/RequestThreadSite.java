package dev.asynclab.collapse;

import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.Place;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.stereotype.Component;

/**
 * Calls on the thread that serves the request.
 */
@Component
class RequestThreadSite implements CallSite {

	private final UpstreamClient upstream;

	private final Scheduler workers;

	private final int threads;

	RequestThreadSite(UpstreamClient upstream, Scheduler offloadWorkers, TomcatServerProperties tomcat) {
		this.upstream = upstream;
		this.workers = offloadWorkers;
		this.threads = tomcat.getThreads().getMax();
	}

	@Override
	public Place place() {
		return Place.REQUEST_THREAD;
	}

	@Override
	public int threads() {
		return this.threads;
	}

	@Override
	public CompletableFuture<?> nonblocking(Call call) {
		call.begin();
		return this.upstream.get(call.delay()).toFuture();
	}

	@Override
	public CompletableFuture<?> blocking(Call call) {
		this.upstream.before(call).block();
		call.block();
		return CompletableFuture.<@Nullable Void>completedFuture(null);
	}

	@Override
	public CompletableFuture<?> offloaded(Call call) {
		return this.upstream.before(call)
			.flatMap((_) -> Mono.fromRunnable(call::block).subscribeOn(this.workers))
			.toFuture();
	}

}
