package dev.asynclab.cpubound;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import dev.asynclab.admission.OneAtATime;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.cpubound.CpuBoundReport.Heartbeat;
import dev.asynclab.cpubound.CpuSite.Computed;
import dev.asynclab.eventloop.AsyncioLoop;
import dev.asynclab.eventloop.Watchdog;
import dev.asynclab.job.Place;
import dev.asynclab.notation.Rounded;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.Result;
import dev.asynclab.timeline.Segment;
import dev.asynclab.timeline.Segment.State;
import dev.asynclab.timeline.TaskSpan;
import dev.asynclab.timeline.Timeline;

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

	private final Watchdog watchdog;

	CpuBoundRun(CpuSite on, int jobs, int size, Duration blockTime, OwnServer server, Watchdog watchdog) {
		super(NAME);
		this.on = on;
		this.jobs = jobs;
		this.size = size;
		this.blockTime = blockTime;
		this.server = server;
		this.watchdog = watchdog;
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
			Recorder recorder = new Recorder(System::nanoTime);
			long begin = recorder.beginNanos();
			long deadline = begin + this.blockTime.toNanos();
			BooleanSupplier cancelled = () -> isStopped() || System.nanoTime() - deadline > 0;
			List<Computed> computed = await(this.on.starter().start(jobs(), (job) -> compute(job, begin, cancelled)));
			int beats = pulse.beats();
			pulse.awaitBeat(this.blockTime);
			recordLoop(recorder);
			// Measured before and after the jobs, since a machine's speed changes.
			double oneJobMs = (beforeMs + aloneMs(alone)) / 2;
			return report(computed, oneJobMs, beats, pulse.longestGapMs(), recorder.timeline());
		}
		finally {
			pulse.stop();
		}
	}

	private CpuBoundReport report(List<Computed> computed, double oneJobMs, int beats, double longestGapMs,
			Timeline loops) {
		List<TaskSpan> tasks = computed.stream().map((job) -> span(job, oneJobMs)).toList();
		long wallNanos = computed.stream().mapToLong(Computed::endNanos).max().orElse(0);
		Timeline timeline = new Timeline(tasks, List.of(), loops.loops(), loops.stalls(),
				new Result(Result.Status.RETURNED, null, null, wallNanos));
		double wallMs = Rounded.tenths(wallNanos / 1e6);
		int cores = Runtime.getRuntime().availableProcessors();
		Heartbeat heartbeat = new Heartbeat(this.on.heart().id(), Pulse.PERIOD.toMillis(), beats,
				(int) (wallMs / Pulse.PERIOD.toMillis()), longestGapMs);
		return new CpuBoundReport(this.on.place(), this.jobs, this.size, cores, Rounded.tenths(oneJobMs), wallMs,
				Rounded.hundredths(timeline.speedup()), tasks, timeline.loops(), timeline.stalls(), heartbeat,
				this.on.python(), this.on.lesson(),
				CpuBoundFindings.of(this.on, cores, timeline, heartbeat, this.server::curl),
				this.server.curl(this.on.next()));
	}

	private static TaskSpan span(Computed job, double oneJobMs) {
		List<Segment> segments = List.of(new Segment(State.QUEUED, 0, job.startNanos(), null),
				new Segment(State.BLOCKING, job.startNanos(), job.endNanos(), job.thread()));
		return new TaskSpan(job.name(), TaskSpan.State.DONE, job.value(), null, 0L, job.startNanos(), job.endNanos(),
				Math.round(oneJobMs * 1e6), job.thread(), segments);
	}

	private void recordLoop(Recorder recorder) {
		if (this.on.isEventLoop()) {
			this.watchdog.record(recorder, (this.on.place() == Place.ASYNCIO) ? AsyncioLoop.NAME : null);
		}
	}

	private List<Computed> await(CompletableFuture<List<Computed>> jobs) throws Exception {
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

	private Computed compute(CpuJob job, long begin, BooleanSupplier cancelled) {
		long start = System.nanoTime() - begin;
		String value = job.run(cancelled);
		// A task of the asyncio loop has a thread of its own.
		String thread = (this.on.place() == Place.ASYNCIO) ? AsyncioLoop.NAME : Thread.currentThread().getName();
		return new Computed(job.name(), value, start, System.nanoTime() - begin, thread);
	}

}
