package dev.asynclab.collapse;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Task;
import dev.asynclab.collapse.CallSite.Code;
import dev.asynclab.collapse.ExperimentSite.Opened;
import dev.asynclab.collapse.ExperimentSite.SharedLoop;
import dev.asynclab.collapse.ExperimentSite.Usual;
import dev.asynclab.eventloop.AsyncioLoop;
import dev.asynclab.eventloop.Watchdog;
import dev.asynclab.job.AsyncPool;
import dev.asynclab.job.AsyncPoolStarter;
import dev.asynclab.job.Job;
import dev.asynclab.job.JobHandle;
import dev.asynclab.job.Place;
import dev.asynclab.job.VirtualThreadStarter;
import dev.asynclab.load.OwnPool;
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

	private static final Set<Kind> NONE = EnumSet.noneOf(Kind.class);

	private static final Usual USUAL = new Usual(200, 0.2, null);

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
		return new CallSite(Place.REQUEST_THREAD, threads, EnumSet.of(Kind.BLOCKING), nonblocking, blocking, offloaded);
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
		return new ExperimentSite(new CallSite(Place.EVENT_LOOP, threads, NONE, nonblocking, blocking, offloaded), null,
				new SharedLoop((from, to) -> watchdog.longestLagNanos(null, from, to),
						() -> watchdog.webClientThreads().values()),
				USUAL, ONE_LOOP);
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
		return new ExperimentSite(new CallSite(Place.ASYNCIO, 1, NONE, nonblocking, blocking, offloaded), null,
				new SharedLoop((from, to) -> watchdog.longestLagNanos(AsyncioLoop.NAME, from, to),
						() -> List.of(AsyncioLoop.NAME)),
				USUAL, ONE_LOOP);
	}

	// A task's thread has no name unless the task has one.
	private static String taskName() {
		Task<?> task = Asyncio.currentTask();
		return AsyncioLoop.NAME + "/" + ((task != null) ? task.getName() : "");
	}

	// Calls of /api/blocking run in the lab's @Async pool. An experiment has a pool of
	// its
	// own, since its number of threads is a parameter.
	@Bean
	ExperimentSite asyncPoolSite(AsyncPool pool, AsyncPoolStarter starter, Scheduler offloadWorkers,
			@Qualifier(AsyncPool.NAME) ThreadPoolTaskExecutor executor, CollapseLimits limits) {
		return new ExperimentSite(pool(executor.getMaxPoolSize(), pool::submit, starter, offloadWorkers), (threads) -> {
			OwnPool own = new OwnPool(CollapseExperiment.NAME, threads, limits.calls());
			return new Opened(pool(threads, own::submit, starter, offloadWorkers), own::close);
		}, null, new Usual(120, 0.8, 8), Sentence.of("collapse.pool",
				"In a pool each call holds a thread, whether it waits or blocks: a pool carries threads / (time "
						+ "that a call holds one) calls a second. With more calls its queue grows."));
	}

	// Blocking I/O on the pool's thread, as in an @Async method.
	private static CallSite pool(int threads, PoolOf pool, AsyncPoolStarter starter, Scheduler offloadWorkers) {
		Code nonblocking = (call) -> submit(pool, () -> {
			if (call.begin()) {
				get(call, call.delay(), starter::callable);
			}
		});
		Code blocking = (call) -> submit(pool, () -> {
			if (call.begin()) {
				get(call, call.io(), starter::callable);
				call.block();
			}
		});
		Code offloaded = (call) -> submit(pool, () -> {
			if (call.begin()) {
				get(call, call.io(), starter::callable);
			}
		}).thenCompose((_) -> block(call, offloadWorkers).toFuture());
		return new CallSite(Place.ASYNC_POOL, threads, EnumSet.allOf(Kind.class), nonblocking, blocking, offloaded);
	}

	private static CompletableFuture<?> submit(PoolOf pool, Runnable code) {
		try {
			return pool.submit(Executors.callable(code));
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
				get(call, call.delay(), starter::callable);
			}
		}, virtualThreads);
		Code blocking = (call) -> CompletableFuture.runAsync(() -> {
			get(call, call.io(), starter::callable);
			call.block();
		}, virtualThreads);
		Code offloaded = (call) -> CompletableFuture
			.runAsync(() -> get(call, call.io(), starter::callable), virtualThreads)
			.thenCompose((_) -> block(call, offloadWorkers).toFuture());
		return new ExperimentSite(
				new CallSite(Place.VIRTUAL_THREAD, Integer.MAX_VALUE, EnumSet.allOf(Kind.class), nonblocking, blocking,
						offloaded),
				null, null, USUAL,
				Sentence.of("collapse.virtual-thread", "A call that blocks a virtual thread delays no other call."));
	}

	private static void get(Call call, Duration delay, Function<JobHandle, Callable<String>> starter) {
		if (delay.isZero()) {
			return;
		}
		JobHandle io = new JobHandle(new Job("call", delay, Job.Outcome.OK), new Recorder(System::nanoTime));
		call.stopWith(io::cancel);
		try {
			starter.apply(io).call();
		}
		catch (Exception ex) {
			throw new CompletionException(ex);
		}
	}

	private static Mono<Object> block(Call call, Scheduler workers) {
		return Mono.fromRunnable(call::block).subscribeOn(workers);
	}

	/**
	 * Runs code on a thread of some pool.
	 */
	@FunctionalInterface
	private interface PoolOf {

		CompletableFuture<?> submit(Callable<Object> code) throws Exception;

	}

}
