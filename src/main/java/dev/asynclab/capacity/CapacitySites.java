package dev.asynclab.capacity;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.StreamSupport;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.eventloop.AsyncioLoop;
import dev.asynclab.job.AsyncPoolStarter;
import dev.asynclab.job.AsyncioStarter;
import dev.asynclab.job.FutureStarter;
import dev.asynclab.job.JobHandle;
import dev.asynclab.job.JobStarters;
import dev.asynclab.job.OwnConnections;
import dev.asynclab.job.Style;
import dev.asynclab.job.VirtualThreadStarter;
import dev.asynclab.job.WebClientStarter;
import dev.asynclab.load.OwnPool;
import dev.asynclab.load.simulation.Limit;
import dev.asynclab.reactive.Publishers;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * The styles that can be measured. A request makes all its calls at once, and waits for
 * the last of them even if one fails, as its style's usual code does.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CapacityLimits.class)
class CapacitySites {

	private static final String NAME = "capacity";

	private static final Duration CLOSING = Duration.ofSeconds(10);

	private final CapacityLimits limits;

	CapacitySites(CapacityLimits limits) {
		this.limits = limits;
	}

	// What an @Async method does, with a pool of its own.
	@Bean
	@Order(1)
	CapacitySite asyncPoolCapacity(AsyncPoolStarter starter) {
		return new CapacitySite(Style.ASYNC_POOL, (plan) -> new Limit.Threads(plan.threads()), (plan) -> {
			OwnPool pool = new OwnPool(NAME, plan.threads(), this.limits.capacityInFlight());
			Held held = new Held();
			return new Place((calls) -> all(calls, (call) -> {
				call.create();
				return pool.submit(held.during(starter.callable(call)));
			}), held.most::get, pool::close);
		});
	}

	@Bean
	@Order(2)
	CapacitySite webClientCapacity(OwnConnections starters, LoopResources labEventLoop) {
		int loops = loops(labEventLoop);
		return new CapacitySite(Style.WEBCLIENT, (plan) -> new Limit.EventLoops(loops, plan.connections(), true),
				(plan) -> {
					ConnectionProvider connections = connections(plan.connections());
					WebClientStarter starter = starters.webClient(connections);
					return new Place((calls) -> {
						calls.forEach(JobHandle::create);
						return Mono.whenDelayError(calls.stream().map(starter::mono).toList()).toFuture();
					}, () -> loops, () -> Publishers.join(connections.disposeLater(), CLOSING));
				});
	}

	@Bean
	@Order(3)
	CapacitySite virtualThreadCapacity(VirtualThreadStarter starter) {
		VirtualThreadSchedulerMXBean scheduler = ManagementFactory
			.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
		return new CapacitySite(Style.VIRTUAL_THREAD, (_) -> new Limit.None(),
				(_) -> new Place((calls) -> all(calls, starter::start), scheduler::getPoolSize, () -> {
				}));
	}

	@Bean
	@Order(4)
	CapacitySite asyncioCapacity(OwnConnections starters, LoopResources labEventLoop, AsyncioLoop loop) {
		int clientLoops = loops(labEventLoop);
		return new CapacitySite(Style.ASYNCIO, (plan) -> new Limit.EventLoops(1, plan.connections(), false), (plan) -> {
			ConnectionProvider connections = connections(plan.connections());
			AsyncioStarter starter = starters.asyncio(connections);
			return new Place((calls) -> {
				calls.forEach(JobHandle::create);
				return loop.<@Nullable Void>run(() -> gather(calls, starter));
			}, () -> 1 + clientLoops, () -> Publishers.join(connections.disposeLater(), CLOSING));
		});
	}

	// On the workers of the lab's cluster, which have no places for a measurement alone.
	@Bean
	@Order(5)
	CapacitySite hazelcastCapacity(JobStarters starters) {
		FutureStarter starter = (FutureStarter) starters.of(Style.HAZELCAST);
		return new CapacitySite(Style.HAZELCAST, (_) -> new Limit.Threads(starter.capacity()), (_) -> {
			AtomicInteger running = new AtomicInteger();
			starter.ready().join();
			int places = starter.capacity();
			return new Place((calls) -> {
				running.addAndGet(calls.size());
				return all(calls, (call) -> starter.start(call).whenComplete((_, _) -> running.decrementAndGet()));
			}, () -> Math.min(running.get(), places), () -> {
			});
		});
	}

	private static @Nullable Void gather(List<JobHandle> calls, AsyncioStarter starter) throws Exception {
		for (Object result : Asyncio.gatherReturnExceptions(coroutines(calls, starter))) {
			switch (result) {
				case Exception ex -> throw ex;
				case Error ex -> throw ex;
				case null, default -> {
				}
			}
		}
		return null;
	}

	private static List<Coroutine<String>> coroutines(List<JobHandle> calls, AsyncioStarter starter) {
		return calls.stream().map((call) -> starter.coroutine(call, (_) -> AsyncioLoop.NAME)).toList();
	}

	private static CompletableFuture<?> all(List<JobHandle> calls, Function<JobHandle, CompletableFuture<?>> start) {
		return CompletableFuture.allOf(calls.stream().map(start).toArray(CompletableFuture<?>[]::new));
	}

	private static int loops(LoopResources eventLoop) {
		return (int) StreamSupport.stream(eventLoop.onClient(LoopResources.DEFAULT_NATIVE).spliterator(), false)
			.count();
	}

	private ConnectionProvider connections(int most) {
		return ConnectionProvider.builder(NAME)
			.maxConnections(most)
			.pendingAcquireMaxCount(this.limits.capacityInFlight())
			.pendingAcquireTimeout(this.limits.capacityDuration().multipliedBy(4))
			.build();
	}

	/**
	 * Counts the threads that calls hold.
	 */
	private static final class Held {

		private final AtomicInteger now = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		<T> Callable<T> during(Callable<T> call) {
			return () -> {
				this.most.accumulateAndGet(this.now.incrementAndGet(), Math::max);
				try {
					return call.call();
				}
				finally {
					this.now.decrementAndGet();
				}
			};
		}

	}

	/**
	 * A workplace of parts.
	 *
	 * @param code starts the calls of a request
	 * @param held counts the platform threads that are held now, or the most until now
	 * @param closing closes the place
	 * @param most the most that were held until now
	 */
	private record Place(Function<List<JobHandle>, CompletableFuture<?>> code, IntSupplier held, Runnable closing,
			AtomicInteger most) implements Workplace {

		Place(Function<List<JobHandle>, CompletableFuture<?>> code, IntSupplier held, Runnable closing) {
			this(code, held, closing, new AtomicInteger());
		}

		@Override
		public CompletableFuture<?> start(List<JobHandle> calls) {
			return this.code.apply(calls);
		}

		@Override
		public int threads() {
			return this.most.accumulateAndGet(this.held.getAsInt(), Math::max);
		}

		@Override
		public void close() {
			this.closing.run();
		}

	}

}
