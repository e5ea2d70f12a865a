package dev.asynclab.cpubound;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.eventloop.AsyncioLoop;
import dev.asynclab.job.AsyncPool;
import dev.asynclab.job.ExperimentPlace;
import io.netty.util.concurrent.EventExecutor;

/**
 * Starts CPU-bound jobs, all at once: on a loop they run one after the other, in the pool
 * as many at a time as it has threads, and on virtual threads as many as there are cores.
 *
 * @param eventLoop a thread of Reactor's
 * @param asyncioLoop the loop of asyncio
 * @param asyncPool the pool of asynchronous methods
 * @param virtualThreads a virtual thread for each job
 */
record CpuJobs(EventExecutor eventLoop, AsyncioLoop asyncioLoop, AsyncPool asyncPool, ExecutorService virtualThreads) {

	CompletableFuture<List<CpuSpan>> start(ExperimentPlace on, List<CpuJob> jobs, long begin, BooleanSupplier cancelled)
			throws Exception {
		if (on == ExperimentPlace.ASYNCIO) {
			return this.asyncioLoop.run(() -> Asyncio.<CpuSpan>gather(jobs.stream()
				.map((job) -> Asyncio.<CpuSpan>createTask(job.name(), () -> span(job, begin, cancelled)))
				.toList()));
		}
		List<CompletableFuture<CpuSpan>> spans = new ArrayList<>();
		for (CpuJob job : jobs) {
			Supplier<CpuSpan> code = () -> span(job, begin, cancelled);
			spans.add(switch (on) {
				case EVENT_LOOP -> CompletableFuture.supplyAsync(code, this.eventLoop);
				case ASYNC_POOL -> this.asyncPool.submit(code::get);
				case VIRTUAL_THREAD -> CompletableFuture.supplyAsync(code, this.virtualThreads);
				case ASYNCIO -> throw new IllegalStateException("asyncio gathers its tasks itself");
			});
		}
		return CompletableFuture.allOf(spans.toArray(CompletableFuture[]::new))
			.thenApply((_) -> spans.stream().map(CompletableFuture::join).toList());
	}

	// Says where the heart beats: in the place itself, or for the pool, which has no
	// place for it, on the event loop.
	String beat(ExperimentPlace on, Pulse pulse) {
		return switch (on) {
			case EVENT_LOOP, ASYNC_POOL -> {
				beatOnEventLoop(pulse);
				yield "event-loop";
			}
			case ASYNCIO -> {
				this.asyncioLoop.run(() -> {
					while (!pulse.isStopped()) {
						Asyncio.sleep(Pulse.PERIOD);
						pulse.beat();
					}
					return pulse;
				});
				yield "asyncio";
			}
			case VIRTUAL_THREAD -> {
				this.virtualThreads.submit(() -> {
					while (!pulse.isStopped()) {
						Thread.sleep(Pulse.PERIOD);
						pulse.beat();
					}
					return pulse;
				});
				yield "virtual-thread";
			}
		};
	}

	private void beatOnEventLoop(Pulse pulse) {
		this.eventLoop.schedule(() -> {
			if (!pulse.isStopped()) {
				pulse.beat();
				beatOnEventLoop(pulse);
			}
		}, Pulse.PERIOD.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static CpuSpan span(CpuJob job, long begin, BooleanSupplier cancelled) {
		double startMs = (System.nanoTime() - begin) / 1e6;
		String value = job.run(cancelled);
		double endMs = (System.nanoTime() - begin) / 1e6;
		return new CpuSpan(job.name(), value, rounded(startMs), rounded(endMs), Thread.currentThread().getName());
	}

	static double rounded(double ms) {
		return Math.round(10 * ms) / 10.0;
	}

}
