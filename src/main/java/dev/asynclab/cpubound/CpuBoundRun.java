package dev.asynclab.cpubound;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import dev.asynclab.admission.OneAtATime;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.job.ExperimentPlace;

/**
 * A run of CPU-bound jobs. One that takes longer than an event loop may be blocked is
 * cancelled; one that is stopped has no report.
 */
final class CpuBoundRun extends OneAtATime.Run<CpuBoundReport> {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

	private static final int ALONE = 2;

	private final ExperimentPlace on;

	private final int jobs;

	private final int size;

	private final CpuJobs places;

	private final Duration blockTime;

	private final OwnServer server;

	CpuBoundRun(ExperimentPlace on, int jobs, int size, CpuJobs places, Duration blockTime, OwnServer server) {
		super("cpu-bound");
		this.on = on;
		this.jobs = jobs;
		this.size = size;
		this.places = places;
		this.blockTime = blockTime;
		this.server = server;
	}

	@Override
	protected Duration remaining() {
		return RETRY_AFTER;
	}

	@Override
	protected CpuBoundReport call() throws Exception {
		CpuJob alone = new CpuJob("alone", this.size);
		// Compiles the code.
		alone.run(this::isStopped);
		double beforeMs = aloneMs(alone);
		Pulse pulse = new Pulse();
		try {
			String heart = this.places.beat(this.on, pulse);
			pulse.awaitBeat(this.blockTime);
			pulse.reset();
			long begin = System.nanoTime();
			long deadline = begin + this.blockTime.toNanos();
			BooleanSupplier cancelled = () -> isStopped() || System.nanoTime() - deadline > 0;
			List<CpuSpan> spans = this.places.start(this.on, jobs(), begin, cancelled)
				.get(2 * this.blockTime.toMillis(), TimeUnit.MILLISECONDS);
			double wallMs = spans.stream().mapToDouble(CpuSpan::endMs).max().orElse(0);
			int beats = pulse.beats();
			pulse.awaitBeat(this.blockTime);
			// Before and after, since a machine's speed drifts.
			double oneJobMs = (beforeMs + aloneMs(alone)) / 2;
			return new CpuBoundReport(this.on, this.jobs, this.size, Runtime.getRuntime().availableProcessors(),
					CpuJobs.rounded(oneJobMs), wallMs, Math.round(100 * this.jobs * oneJobMs / wallMs) / 100.0, spans,
					new CpuBoundReport.Heartbeat(heart, Pulse.PERIOD.toMillis(), beats,
							(int) (wallMs / Pulse.PERIOD.toMillis()), pulse.longestGapMs()),
					python(this.on), lesson(this.on), this.server.curl(next(this.on)));
		}
		finally {
			pulse.stop();
		}
	}

	private double aloneMs(CpuJob job) {
		long begin = System.nanoTime();
		for (int i = 0; i < ALONE; i++) {
			job.run(this::isStopped);
		}
		return (System.nanoTime() - begin) / 1e6 / ALONE;
	}

	private List<CpuJob> jobs() {
		return IntStream.rangeClosed(1, this.jobs)
			.mapToObj((number) -> new CpuJob("job-" + number, this.size))
			.toList();
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
