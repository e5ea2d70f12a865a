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
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Finding;
import dev.asynclab.timeline.Loop;
import dev.asynclab.timeline.Segment;
import dev.asynclab.timeline.Segment.State;
import dev.asynclab.timeline.Stall;
import dev.asynclab.timeline.TimeText;

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
					Rounded.tenths(oneJobMs), wallMs, Rounded.hundredths(workMs(spans, oneJobMs) / wallMs), spans,
					this.on.place().isEventLoop() ? List.of(new Loop(this.on.place().id(), this.on.place().id()))
							: List.of(),
					stalls(spans),
					new CpuBoundReport.Heartbeat(this.on.heart().id(), Pulse.PERIOD.toMillis(), beats,
							(int) (wallMs / Pulse.PERIOD.toMillis()), pulse.longestGapMs()),
					this.on.python(), this.on.lesson(), findings(spans), this.server.curl(this.on.next()));
		}
		finally {
			pulse.stop();
		}
	}

	// As in a lesson: what was asked of a job, but at most what it ran.
	private static double workMs(List<CpuSpan> spans, double oneJobMs) {
		return spans.stream().mapToDouble((span) -> Math.min(oneJobMs, span.endMs() - span.startMs())).sum();
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

	private List<Stall> stalls(List<CpuSpan> spans) {
		return !this.on.place().isEventLoop() ? List.of() : spans.stream().map((span) -> {
			Segment kept = span.segments().getLast();
			return new Stall(kept.fromNanos(), kept.durationNanos(), this.on.place().id(), span.name());
		}).toList();
	}

	// On a loop nothing else ran while the jobs did.
	private List<Finding> findings(List<CpuSpan> spans) {
		if (!this.on.place().isEventLoop()) {
			return List.of();
		}
		double keptMs = spans.stream().mapToDouble((span) -> span.endMs() - span.startMs()).sum();
		return List.of(new Finding(
				Sentence.of("finding.blocked-loop",
						"A blocking call kept the event loop for {0}. No other task of the loop can go on meanwhile.",
						TimeText.of(keptMs)),
				Sentence.of("advice.other-threads",
						"Compute on other threads: a pool speeds CPU work up by at most the number of cores, and the loop stays free."),
				this.server.curl(this.on.next())));
	}

	private CpuSpan span(CpuJob job, long begin, BooleanSupplier cancelled) {
		long start = System.nanoTime() - begin;
		String value = job.run(cancelled);
		long end = System.nanoTime() - begin;
		String thread = Thread.currentThread().getName();
		return new CpuSpan(job.name(), value, Rounded.tenths(start / 1e6), Rounded.tenths(end / 1e6), thread,
				List.of(new Segment(State.QUEUED, 0, start, null), new Segment(State.BLOCKING, start, end,
						this.on.place().isEventLoop() ? this.on.place().id() : thread)));
	}

}
