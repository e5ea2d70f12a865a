package dev.asynclab.cpubound;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import dev.asynclab.admission.Limits;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.eventloop.AsyncioLoop;
import dev.asynclab.job.AsyncPool;
import dev.asynclab.job.ExperimentPlace;
import dev.asynclab.problem.TooBusyException;
import io.netty.util.concurrent.EventExecutor;
import reactor.netty.resources.LoopResources;

import org.springframework.stereotype.Component;

/**
 * Runs CPU-bound jobs, one run at a time: two would share the processors.
 */
@Component
class CpuBoundRuns {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

	private static final int ALONE = 2;

	private final EventExecutor eventLoop;

	private final AsyncioLoop asyncioLoop;

	private final ExecutorService virtualThreads;

	private final CpuJobs cpuJobs;

	private final Limits limits;

	private final OwnServer server;

	private final AtomicBoolean busy = new AtomicBoolean();

	CpuBoundRuns(LoopResources labEventLoop, AsyncioLoop asyncioLoop, AsyncPool asyncPool,
			ExecutorService virtualThreads, Limits limits, OwnServer server) {
		this.eventLoop = labEventLoop.onClient(LoopResources.DEFAULT_NATIVE).next();
		this.asyncioLoop = asyncioLoop;
		this.virtualThreads = virtualThreads;
		this.cpuJobs = new CpuJobs(this.eventLoop, asyncioLoop, asyncPool, virtualThreads);
		this.limits = limits;
		this.server = server;
	}

	/**
	 * Starts a run on a thread of its own.
	 * @param on where the jobs run
	 * @param jobs how many
	 * @param size how many rounds each
	 * @return the report; cancelling it ends the jobs. A run that takes longer than an
	 * event loop may be blocked is cancelled
	 * @throws TooBusyException if a run is under way
	 */
	CompletableFuture<CpuBoundReport> start(ExperimentPlace on, int jobs, int size) {
		if (!this.busy.compareAndSet(false, true)) {
			throw new TooBusyException("CPU-bound jobs are under way, and two runs would share the processors",
					RETRY_AFTER);
		}
		CompletableFuture<CpuBoundReport> report = new CompletableFuture<>();
		Thread.ofPlatform().name("cpu-bound").daemon().start(() -> {
			try {
				CpuBoundReport done = run(on, jobs, size, report::isDone);
				this.busy.set(false);
				report.complete(done);
			}
			catch (Throwable ex) {
				this.busy.set(false);
				report.completeExceptionally(ex);
			}
		});
		return report;
	}

	private CpuBoundReport run(ExperimentPlace on, int jobs, int size, BooleanSupplier givenUp) throws Exception {
		CpuJob alone = new CpuJob("alone", size);
		// Compiles the code.
		alone.run(givenUp);
		double beforeMs = aloneMs(alone, givenUp);
		Pulse pulse = new Pulse();
		try {
			String heart = beat(on, pulse);
			pulse.awaitBeat(this.limits.blockTime());
			pulse.reset();
			long begin = System.nanoTime();
			long deadline = begin + this.limits.blockTime().toNanos();
			BooleanSupplier cancelled = () -> givenUp.getAsBoolean() || System.nanoTime() - deadline > 0;
			List<CpuSpan> spans = this.cpuJobs.start(on, jobs(jobs, size), begin, cancelled)
				.get(2 * this.limits.blockTime().toMillis(), TimeUnit.MILLISECONDS);
			double wallMs = spans.stream().mapToDouble(CpuSpan::endMs).max().orElse(0);
			int beats = pulse.beats();
			pulse.awaitBeat(this.limits.blockTime());
			// Before and after, since a machine's speed drifts.
			double oneJobMs = (beforeMs + aloneMs(alone, givenUp)) / 2;
			return new CpuBoundReport(on, jobs, size, Runtime.getRuntime().availableProcessors(),
					CpuJobs.rounded(oneJobMs), wallMs, Math.round(100 * jobs * oneJobMs / wallMs) / 100.0, spans,
					new CpuBoundReport.Heartbeat(heart, Pulse.PERIOD.toMillis(), beats,
							(int) (wallMs / Pulse.PERIOD.toMillis()), pulse.longestGapMs()),
					python(on), lesson(on), this.server.curl(next(on)));
		}
		finally {
			pulse.stop();
		}
	}

	private static double aloneMs(CpuJob job, BooleanSupplier givenUp) {
		long begin = System.nanoTime();
		for (int i = 0; i < ALONE; i++) {
			job.run(givenUp);
		}
		return (System.nanoTime() - begin) / 1e6 / ALONE;
	}

	private static List<CpuJob> jobs(int jobs, int size) {
		return IntStream.rangeClosed(1, jobs).mapToObj((number) -> new CpuJob("job-" + number, size)).toList();
	}

	// Says where the heart beats: in the place itself, or for the pool, which has no
	// place for it, on the event loop.
	private String beat(ExperimentPlace on, Pulse pulse) {
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

	private static String python(ExperimentPlace on) {
		return switch (on) {
			case EVENT_LOOP, ASYNCIO -> "await asyncio.gather(*[work() for _ in range(jobs)])";
			case ASYNC_POOL -> "await asyncio.gather(*[loop.run_in_executor(processes, work) for _ in range(jobs)])";
			case VIRTUAL_THREAD -> "await asyncio.gather(*[asyncio.to_thread(work) for _ in range(jobs)])";
		};
	}

	private static String lesson(ExperimentPlace on) {
		return switch (on) {
			case EVENT_LOOP, ASYNCIO -> "On one loop CPU work is serial and stalls all else, as under the GIL.";
			case ASYNC_POOL -> "A pool speeds CPU work up to the number of cores and no further.";
			case VIRTUAL_THREAD -> "Virtual threads make waiting cheap; they add no cores, and CPU work holds theirs.";
		};
	}

	private static String next(ExperimentPlace on) {
		return switch (on) {
			case EVENT_LOOP, ASYNCIO -> "/api/cpu-bound?on=async-pool&format=text";
			case ASYNC_POOL -> "/api/cpu-bound?on=virtual-thread&format=text";
			case VIRTUAL_THREAD -> "/api/collapse?format=text";
		};
	}

}
