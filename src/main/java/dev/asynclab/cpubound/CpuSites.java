package dev.asynclab.cpubound;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.cpubound.CpuSite.Computed;
import dev.asynclab.cpubound.CpuSite.Starter;
import dev.asynclab.eventloop.AsyncioLoop;
import dev.asynclab.job.AsyncPool;
import dev.asynclab.job.Place;
import dev.asynclab.notation.Choice;
import dev.asynclab.notation.Sentence;
import io.netty.util.concurrent.EventExecutor;
import reactor.netty.resources.LoopResources;

import org.springframework.stereotype.Component;

/**
 * Starts CPU-bound jobs, all at once. On a loop the jobs run one after the other. In the
 * pool one job runs on each thread. Virtual threads run one job on each core.
 */
@Component
class CpuSites extends Choice<CpuSite> {

	private static final String GATHER = "await asyncio.gather(*[%s for _ in range(jobs)])";

	private static final Sentence SERIAL = Sentence.of("cpu-bound.event-loop",
			"On one loop CPU work runs one job at a time and blocks everything else, as under the GIL.");

	private static final String TO_POOL = "/api/cpu-bound?on=async-pool&format=text";

	CpuSites(LoopResources labEventLoop, AsyncioLoop asyncioLoop, AsyncPool asyncPool, ExecutorService virtualThreads) {
		super((site) -> site.place().id(),
				List.of(onEventLoop(labEventLoop.onClient(LoopResources.DEFAULT_NATIVE).next()), onAsyncio(asyncioLoop),
						inPool(asyncPool, labEventLoop.onClient(LoopResources.DEFAULT_NATIVE).next()),
						onVirtualThreads(virtualThreads)));
	}

	private static CpuSite onEventLoop(EventExecutor loop) {
		return new CpuSite(Place.EVENT_LOOP, each((code) -> CompletableFuture.supplyAsync(code, loop)),
				Place.EVENT_LOOP, (pulse) -> beat(loop, pulse), GATHER.formatted("work()"), SERIAL, TO_POOL);
	}

	private static CpuSite onAsyncio(AsyncioLoop loop) {
		return new CpuSite(Place.ASYNCIO, (jobs, code) -> loop.run(() -> Asyncio.<Computed>gather(
				jobs.stream().map((job) -> Asyncio.<Computed>createTask(job.name(), () -> code.apply(job))).toList())),
				Place.ASYNCIO, (pulse) -> loop.run(() -> {
					while (!pulse.isStopped()) {
						Asyncio.sleep(Pulse.PERIOD);
						pulse.beat();
					}
					return pulse;
				}), GATHER.formatted("work()"), SERIAL, TO_POOL);
	}

	// A pool has no loop that could beat, so the heartbeat runs on the event loop.
	private static CpuSite inPool(AsyncPool pool, EventExecutor loop) {
		return new CpuSite(Place.ASYNC_POOL, each((code) -> pool.submit(code::get)), Place.EVENT_LOOP,
				(pulse) -> beat(loop, pulse), GATHER.formatted("loop.run_in_executor(processes, work)"),
				Sentence.of("cpu-bound.pool", "A pool speeds up CPU work by at most the number of cores."),
				"/api/cpu-bound?on=virtual-thread&format=text");
	}

	private static CpuSite onVirtualThreads(ExecutorService threads) {
		return new CpuSite(Place.VIRTUAL_THREAD, each((code) -> CompletableFuture.supplyAsync(code, threads)),
				Place.VIRTUAL_THREAD, (pulse) -> threads.submit(() -> {
					while (!pulse.isStopped()) {
						Thread.sleep(Pulse.PERIOD);
						pulse.beat();
					}
					return pulse;
				}), GATHER.formatted("asyncio.to_thread(work)"),
				Sentence.of("cpu-bound.virtual-thread",
						"Virtual threads make waiting cheap, but they add no cores, and CPU work keeps their carriers busy."),
				"/api/collapse?format=text");
	}

	private static Starter each(One starter) {
		return (jobs, code) -> {
			List<CompletableFuture<Computed>> spans = new ArrayList<>();
			for (CpuJob job : jobs) {
				spans.add(starter.start(() -> code.apply(job)));
			}
			return CompletableFuture.allOf(spans.toArray(CompletableFuture[]::new))
				.thenApply((_) -> spans.stream().map(CompletableFuture::join).toList());
		};
	}

	private static void beat(EventExecutor loop, Pulse pulse) {
		loop.schedule(() -> {
			if (!pulse.isStopped()) {
				pulse.beat();
				beat(loop, pulse);
			}
		}, Pulse.PERIOD.toMillis(), TimeUnit.MILLISECONDS);
	}

	@FunctionalInterface
	private interface One {

		CompletableFuture<Computed> start(Supplier<Computed> code) throws Exception;

	}

}
