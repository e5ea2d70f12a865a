package dev.asynclab.collapse;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.stream.StreamSupport;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Task;
import dev.asynclab.collapse.CallSite.Code;
import dev.asynclab.eventloop.AsyncioLoop;
import dev.asynclab.eventloop.Watchdog;
import dev.asynclab.job.AsyncPool;
import dev.asynclab.job.Job;
import dev.asynclab.job.JobHandle;
import dev.asynclab.job.Place;
import dev.asynclab.job.VirtualThreadStarter;
import dev.asynclab.notation.Choice;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The places for calls, and the worker threads to which they can send what blocks.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CollapseLimits.class)
class CallSites {

	/** Python's default executor has this number of threads, and so has our loop. */
	static final int WORKERS = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

	private static final Sentence ONE_LOOP = Sentence.of("collapse.event-loop",
			"One loop has one thread: the few calls that block it slow down all others.");

	@Bean(destroyMethod = "dispose")
	Scheduler offloadWorkers(CollapseLimits limits) {
		return Schedulers.newBoundedElastic(WORKERS, limits.calls(), "offload", 60, true);
	}

	@Bean
	Choice<ExperimentSite> experimentSites(List<ExperimentSite> sites) {
		return new Choice<>((site) -> site.place().id(),
				sites.stream().sorted(Comparator.comparing(ExperimentSite::place)).toList()) {
		};
	}

	// No place for an experiment, since the experiment itself needs request threads.
	@Bean
	CallSite requestThreadSite(UpstreamClient upstream, Scheduler offloadWorkers, TomcatServerProperties tomcat,
			Environment environment) {
		Code nonblocking = (call) -> {
			call.begin();
			return upstream.get(call.delay()).toFuture();
		};
		Code blocking = (call) -> {
			upstream.before(call).block();
			call.block();
			return CompletableFuture.<@Nullable Void>completedFuture(null);
		};
		Code offloaded = (call) -> upstream.before(call).flatMap((_) -> block(call, offloadWorkers)).toFuture();
		// Each request may have a virtual thread of its own.
		int threads = Threading.VIRTUAL.isActive(environment) ? Integer.MAX_VALUE : tomcat.getThreads().getMax();
		return new CallSite(Place.REQUEST_THREAD, threads, nonblocking, blocking, offloaded);
	}

	@Bean
	ExperimentSite eventLoopSite(UpstreamClient upstream, Scheduler offloadWorkers, LoopResources labEventLoop,
			Watchdog watchdog) {
		int threads = (int) StreamSupport
			.stream(labEventLoop.onClient(LoopResources.DEFAULT_NATIVE).spliterator(), false)
			.count();
		Code nonblocking = (call) -> upstream.get(call.delay(), call::begin).toFuture();
		// The mistake: it sleeps on the event loop.
		Code blocking = (call) -> upstream.get(call.io()).doOnNext((_) -> call.block()).toFuture();
		Code offloaded = (call) -> upstream.get(call.io()).flatMap((_) -> block(call, offloadWorkers)).toFuture();
		return new ExperimentSite(new CallSite(Place.EVENT_LOOP, threads, nonblocking, blocking, offloaded),
				(from, to) -> watchdog.longestLagNanos(null, from, to), ONE_LOOP, "/api/event-loop?format=text");
	}

	// A call ends in the last step of its task, as a handler writes its answer before it
	// returns. The loop tells one iteration later that the task is done.
	@Bean
	ExperimentSite asyncioSite(UpstreamClient upstream, AsyncioLoop loop, Watchdog watchdog) {
		Code nonblocking = (call) -> loop.<@Nullable Void>run(() -> {
			if (call.begin(taskName())) {
				Asyncio.await(upstream.get(call.delay()).toFuture());
				call.finish();
			}
			return null;
		});
		// The mistake: time.sleep() in a coroutine.
		Code blocking = (call) -> loop.<@Nullable Void>run(() -> {
			Asyncio.await(upstream.get(call.io()).toFuture());
			call.block(taskName());
			call.finish();
			return null;
		});
		Code offloaded = (call) -> loop.<@Nullable Void>run(() -> {
			Asyncio.await(upstream.get(call.io()).toFuture());
			return Asyncio.<@Nullable Void>toThread(() -> {
				call.block();
				return null;
			});
		});
		return new ExperimentSite(new CallSite(Place.ASYNCIO, 1, nonblocking, blocking, offloaded),
				(from, to) -> watchdog.longestLagNanos(AsyncioLoop.NAME, from, to), ONE_LOOP,
				"/api/collapse?on=virtual-thread&format=text");
	}

	// A task's thread has no name unless the task has one.
	private static String taskName() {
		Task<?> task = Asyncio.currentTask();
		return AsyncioLoop.NAME + "/" + ((task != null) ? task.getName() : "");
	}

	@Bean
	ExperimentSite asyncPoolSite(AsyncPool pool, UpstreamClient upstream, Scheduler offloadWorkers,
			@Qualifier(AsyncPool.NAME) ThreadPoolTaskExecutor executor) {
		// The thread only sends the request, and is free until the answer.
		Code nonblocking = (call) -> submit(pool, call, () -> call.begin() ? upstream.get(call.delay()) : Mono.empty());
		Code blocking = (call) -> {
			CompletableFuture<?> before = upstream.before(call).toFuture();
			call.stopWith(() -> before.cancel(true));
			return before.thenCompose((_) -> submit(pool, call, () -> {
				call.block();
				return Mono.empty();
			}));
		};
		Code offloaded = (call) -> submit(pool, call,
				() -> upstream.before(call).flatMap((_) -> block(call, offloadWorkers)));
		return new ExperimentSite(
				new CallSite(Place.ASYNC_POOL, executor.getMaxPoolSize(), nonblocking, blocking, offloaded), null,
				Sentence.of("collapse.pool",
						"A pool carries threads / (share × delay) calls a second. With more calls its queue grows."),
				"/api/collapse?on=event-loop&format=text");
	}

	private static CompletableFuture<?> submit(AsyncPool pool, Call call, Callable<Mono<?>> code) {
		try {
			return pool.<CompletableFuture<?>>submit(() -> {
				CompletableFuture<? extends @Nullable Object> rest = code.call().toFuture();
				call.stopWith(() -> rest.cancel(true));
				return rest;
			}).thenCompose((rest) -> rest);
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Bean
	ExperimentSite virtualThreadSite(ExecutorService virtualThreads, VirtualThreadStarter starter,
			Scheduler offloadWorkers) {
		Code nonblocking = (call) -> CompletableFuture.runAsync(() -> {
			if (call.begin()) {
				get(call, call.delay(), starter);
			}
		}, virtualThreads);
		Code blocking = (call) -> CompletableFuture.runAsync(() -> {
			get(call, call.io(), starter);
			call.block();
		}, virtualThreads);
		Code offloaded = (call) -> CompletableFuture.runAsync(() -> get(call, call.io(), starter), virtualThreads)
			.thenCompose((_) -> block(call, offloadWorkers).toFuture());
		return new ExperimentSite(
				new CallSite(Place.VIRTUAL_THREAD, Integer.MAX_VALUE, nonblocking, blocking, offloaded), null,
				Sentence.of("collapse.virtual-thread", "A call that blocks a virtual thread delays no other call."),
				"/api/collapse?on=event-loop&format=text");
	}

	private static void get(Call call, Duration delay, VirtualThreadStarter starter) {
		if (delay.isZero()) {
			return;
		}
		JobHandle io = new JobHandle(new Job("call", delay, Job.Outcome.OK), new Recorder(System::nanoTime));
		call.stopWith(io::cancel);
		try {
			starter.callable(io).call();
		}
		catch (Exception ex) {
			throw new CompletionException(ex);
		}
	}

	private static Mono<Object> block(Call call, Scheduler workers) {
		return Mono.fromRunnable(call::block).subscribeOn(workers);
	}

}
