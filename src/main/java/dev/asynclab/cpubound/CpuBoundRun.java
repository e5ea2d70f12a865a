package dev.asynclab.cpubound;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import dev.asynclab.admission.OneAtATime;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.cpubound.CpuBoundReport.CpuSpan;
import dev.asynclab.notation.Rounded;

/**
 * A run of CPU-bound jobs. If the jobs take longer than an event loop may be blocked,
 * they are cancelled and the run fails. A run that is stopped has no report.
 */
final class CpuBoundRun extends OneAtATime.SoloRun<CpuBoundReport> {

	static final String NAME = "cpu-bound";

	private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

	private static final int ALONE = 2;

	private final CpuSite on;

	private final int jobs;

	private final int size;

	private final Duration blockTime;

	private final OwnServer server;

	CpuBoundRun(CpuSite on, int jobs, int size, Duration blockTime, OwnServer server) {
		super(NAME);
		this.on = on;
		this.jobs = jobs;
		this.size = size;
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
			this.on.heartbeat().accept(pulse);
			pulse.awaitBeat(this.blockTime);
			pulse.reset();
			long begin = System.nanoTime();
			long deadline = begin + this.blockTime.toNanos();
			BooleanSupplier cancelled = () -> isStopped() || System.nanoTime() - deadline > 0;
			List<CpuSpan> spans = await(this.on.starter().start(jobs(), (job) -> span(job, begin, cancelled)));
			double wallMs = spans.stream().mapToDouble(CpuSpan::endMs).max().orElse(0);
			int beats = pulse.beats();
			pulse.awaitBeat(this.blockTime);
			// Measured before and after the jobs, since a machine's speed changes.
			double oneJobMs = (beforeMs + aloneMs(alone)) / 2;
			return new CpuBoundReport(this.on.place(), this.jobs, this.size, Runtime.getRuntime().availableProcessors(),
					Rounded.tenths(oneJobMs), wallMs, Math.round(100 * this.jobs * oneJobMs / wallMs) / 100.0, spans,
					new CpuBoundReport.Heartbeat(this.on.heart().id(), Pulse.PERIOD.toMillis(), beats,
							(int) (wallMs / Pulse.PERIOD.toMillis()), pulse.longestGapMs()),
					this.on.python(), this.on.lesson(), this.server.curl(this.on.next()));
		}
		finally {
			pulse.stop();
		}
	}

	private List<CpuSpan> await(CompletableFuture<List<CpuSpan>> jobs) throws Exception {
		try {
			return jobs.get(2 * this.blockTime.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			// The jobs see that the run is stopped, and must end before it does.
			jobs.copy()
				.orTimeout(this.blockTime.toMillis(), TimeUnit.MILLISECONDS)
				.handle((_, error) -> error == null)
				.join();
			throw ex;
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

	private static CpuSpan span(CpuJob job, long begin, BooleanSupplier cancelled) {
		double startMs = (System.nanoTime() - begin) / 1e6;
		String value = job.run(cancelled);
		double endMs = (System.nanoTime() - begin) / 1e6;
		return new CpuSpan(job.name(), value, Rounded.tenths(startMs), Rounded.tenths(endMs),
				Thread.currentThread().getName());
	}

}
