package dev.asynclab.collapse;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.AsyncPool;
import dev.asynclab.job.Place;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Calls in the bounded pool of {@code @Async}.
 */
@Component
class AsyncPoolSite implements ExperimentSite {

	private final AsyncPool pool;

	private final UpstreamClient upstream;

	private final Scheduler workers;

	private final int threads;

	AsyncPoolSite(AsyncPool pool, UpstreamClient upstream, Scheduler offloadWorkers,
			@Qualifier(AsyncPool.NAME) ThreadPoolTaskExecutor asyncPoolExecutor) {
		this.pool = pool;
		this.upstream = upstream;
		this.workers = offloadWorkers;
		this.threads = asyncPoolExecutor.getMaxPoolSize();
	}

	@Override
	public Place place() {
		return Place.ASYNC_POOL;
	}

	@Override
	public int threads() {
		return this.threads;
	}

	@Override
	public Words words() {
		return new Words(
				Sentence.of("collapse.pool",
						"A pool carries threads / (share × delay) calls a second. With more calls its queue grows."),
				"/api/collapse?on=event-loop&format=text");
	}

	// Its thread only sends the request, and is free while the upstream takes its time.
	@Override
	public CompletableFuture<?> nonblocking(Call call) {
		return submit(call, () -> call.begin() ? this.upstream.get(call.delay()) : Mono.empty());
	}

	@Override
	public CompletableFuture<?> blocking(Call call) {
		CompletableFuture<?> before = this.upstream.before(call).toFuture();
		call.stopWith(() -> before.cancel(true));
		return before.thenCompose((_) -> submit(call, () -> {
			call.block();
			return Mono.empty();
		}));
	}

	@Override
	public CompletableFuture<?> offloaded(Call call) {
		return submit(call, () -> this.upstream.before(call)
			.flatMap((_) -> Mono.fromRunnable(call::block).subscribeOn(this.workers)));
	}

	private CompletableFuture<?> submit(Call call, Callable<Mono<?>> code) {
		try {
			return this.pool.<CompletableFuture<?>>submit(() -> {
				CompletableFuture<? extends @Nullable Object> rest = code.call().toFuture();
				call.stopWith(() -> rest.cancel(true));
				return rest;
			}).thenCompose((rest) -> rest);
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
