package dev.asynclab.collapse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongBinaryOperator;

import dev.asynclab.admission.OneAtATime;
import dev.asynclab.answer.OwnServer;
import org.jspecify.annotations.Nullable;

/**
 * An experiment. Its thread sends the calls at a constant rate, even if none is answered,
 * and takes the figures each tenth of a second. When the experiment has ended, so have
 * its client and its calls. An experiment that is stopped reports what it has measured
 * until then.
 */
final class CollapseExperiment extends OneAtATime.SoloRun<CollapseReport> {

	/** A cold service on a busy machine may need this long, even if a phase is short. */
	private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(20);

	private static final long POINT = TimeUnit.MILLISECONDS.toNanos(100);

	private final CollapsePlan plan;

	private final Prediction prediction;

	private final Calls calls;

	private final OwnServer server;

	private final ExperimentSite site;

	private final Consumer<Point> listener;

	/** The longest time for a call, and for the recovery. */
	private final Duration patience;

	private final AtomicInteger inFlight = new AtomicInteger();

	private final Map<Phase, AtomicInteger> unanswered = new EnumMap<>(Phase.class);

	private final AtomicLong lastOfBlocking = new AtomicLong();

	private final List<PhaseFigures> phases = new ArrayList<>();

	private final List<Point> points = new ArrayList<>();

	private volatile Tally phaseTally = new Tally();

	private volatile Tally pointTally = new Tally();

	private volatile long beginNanos;

	private long nextPoint;

	CollapseExperiment(CollapsePlan plan, ExperimentSite site, Calls calls, OwnServer server, Duration patience,
			Consumer<Point> listener) {
		super("collapse");
		this.plan = plan;
		this.prediction = new Prediction(plan, site.calls().threads(), CallSites.WORKERS, calls.most());
		this.calls = calls;
		this.server = server;
		this.site = site;
		this.patience = patience;
		this.listener = listener;
		for (Phase phase : Phase.values()) {
			this.unanswered.put(phase, new AtomicInteger());
		}
	}

	// All phases, until the first begins.
	@Override
	protected Duration remaining() {
		long begin = this.beginNanos;
		return this.plan.phase()
			.multipliedBy(Phase.values().length)
			.minusNanos((begin != 0) ? System.nanoTime() - begin : 0);
	}

	@Override
	protected CollapseReport call() {
		String id = UUID.randomUUID().toString();
		this.calls.open(id);
		try (LoadClient client = new LoadClient(this.server.address(), this.calls.most() + 64, this.patience, id)) {
			run(client);
			return report(isStopped());
		}
		finally {
			this.calls.close(id);
		}
	}

	private CollapseReport report(boolean stopped) {
		return new CollapseReport(this.plan.on(), this.plan.rate(), this.plan.delay().toMillis(),
				this.plan.blockingShare(), this.plan.phase().toMillis(), stopped, List.copyOf(this.phases),
				List.copyOf(this.points), CollapseReport.Machine.here(), this.site.lesson(),
				this.server.curl(this.site.next()));
	}

	private void run(LoadClient client) {
		warmUp(client);
		this.pointTally = new Tally();
		this.beginNanos = System.nanoTime();
		this.nextPoint = this.beginNanos + POINT;
		for (Phase phase : Phase.values()) {
			if (!isStopped()) {
				run(phase, client);
			}
		}
		long patience = System.nanoTime() + this.plan.delay().toNanos() + TimeUnit.SECONDS.toNanos(1);
		while (!isStopped() && this.inFlight.get() > 0 && System.nanoTime() < patience) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
		}
	}

	// Ends when calls have been answered in time for half a phase. Classes are loaded
	// then, and threads and connections exist.
	private void warmUp(LoadClient client) {
		long begin = System.nanoTime();
		long calls = calls(this.plan.phase()) / 2;
		long most = calls(LONGEST_WARM_UP);
		long inTime = 0;
		for (long number = 0; !isStopped() && inTime < calls && number < most; number++) {
			parkUntil(begin + intended(number));
			// A backlog from here would distort the first phase.
			if (isSettled()) {
				inTime++;
				send(client, Phase.HEALTHY, (number % 20 == 0) ? Kind.OFFLOADED : Kind.NONBLOCKING,
						begin + intended(number));
			}
			else {
				inTime = 0;
			}
		}
	}

	private boolean isSettled() {
		return this.inFlight.get() <= 1.5 * this.plan.inFlight() + 10;
	}

	private void run(Phase phase, LoadClient client) {
		long begin = System.nanoTime();
		Tally tally = new Tally();
		this.phaseTally = tally;
		long calls = calls(this.plan.phase());
		for (long number = 0; !isStopped(); number++) {
			long intended = begin + intended(number);
			if (number >= calls && (phase != Phase.RECOVERY || isRecovered(begin))) {
				parkUntil(Math.min(intended, begin + this.plan.phase().toNanos()), phase);
				break;
			}
			parkUntil(intended, phase);
			if (!isStopped()) {
				send(client, phase, this.plan.kind(phase, number), intended);
			}
		}
		this.phases.add(figures(phase, tally, begin, System.nanoTime()));
	}

	private boolean isRecovered(long begin) {
		boolean drained = unanswered(Phase.HEALTHY).get() + unanswered(Phase.BLOCKING).get() == 0 && isSettled();
		return drained || System.nanoTime() - begin > this.patience.toNanos();
	}

	private AtomicInteger unanswered(Phase phase) {
		return Objects.requireNonNull(this.unanswered.get(phase));
	}

	private void send(LoadClient client, Phase phase, Kind kind, long intended) {
		AtomicInteger unanswered = unanswered(phase);
		unanswered.incrementAndGet();
		int inFlight = this.inFlight.incrementAndGet();
		this.phaseTally.sent(inFlight);
		this.pointTally.sent(inFlight);
		client.get(path(kind), (error) -> {
			long now = System.nanoTime();
			if (phase == Phase.BLOCKING) {
				this.lastOfBlocking.accumulateAndGet(now, Math::max);
			}
			this.inFlight.decrementAndGet();
			unanswered.decrementAndGet();
			count(this.phaseTally, error, now - intended);
			count(this.pointTally, error, now - intended);
		});
	}

	private static void count(Tally tally, @Nullable String error, long latencyNanos) {
		if (error != null) {
			tally.failed(error);
		}
		else {
			tally.completed(latencyNanos);
		}
	}

	private String path(Kind kind) {
		String delay = this.plan.delay().toMillis() + "ms";
		String query = "?on=" + this.plan.on().id() + "&delay=" + delay;
		// Every call does the same I/O first, so that the two kinds stay mixed.
		String blocking = query + "&io=" + delay;
		return switch (kind) {
			case NONBLOCKING -> "/api/nonblocking" + query;
			case BLOCKING -> "/api/blocking" + blocking;
			case OFFLOADED -> "/api/blocking" + blocking + "&offload=true";
		};
	}

	private void parkUntil(long due, Phase phase) {
		while (!isStopped()) {
			long now = System.nanoTime();
			if (now - this.nextPoint >= 0) {
				point(phase, now);
			}
			if (now - due >= 0) {
				return;
			}
			LockSupport.parkNanos(Math.min(due, this.nextPoint) - now);
		}
	}

	private void parkUntil(long due) {
		for (long rest = due - System.nanoTime(); rest > 0 && !isStopped(); rest = due - System.nanoTime()) {
			LockSupport.parkNanos(rest);
		}
	}

	private void point(Phase phase, long now) {
		Tally tally = this.pointTally;
		this.pointTally = new Tally();
		double seconds = (now - this.nextPoint + POINT) / 1e9;
		Point point = new Point(rounded((now - this.beginNanos) / 1e6), phase, rounded(tally.sent() / seconds),
				rounded(tally.completed() / seconds), rounded(this.prediction.completed(phase)),
				rounded(tally.failed() / seconds), rounded(tally.latencyMs(99)), rounded(tally.latencyMs(100)),
				this.inFlight.get());
		this.points.add(point);
		this.listener.accept(point);
		this.nextPoint = now + POINT;
	}

	private PhaseFigures figures(Phase phase, Tally tally, long begin, long end) {
		double seconds = (end - begin) / 1e9;
		double completed = tally.completed() / seconds;
		double predicted = this.prediction.completed(phase, seconds);
		LongBinaryOperator lag = this.site.longestLag();
		Double stall = (lag != null) ? rounded(lag.applyAsLong(begin, end) / 1e6) : null;
		boolean recovery = phase == Phase.RECOVERY;
		boolean drained = unanswered(Phase.BLOCKING).get() == 0;
		Double drainMs = (recovery && drained) ? rounded(Math.max(0, this.lastOfBlocking.get() - begin) / 1e6) : null;
		return new PhaseFigures(phase, rounded(seconds * 1000), rounded(tally.sent() / seconds), rounded(completed),
				rounded(predicted), this.prediction.because(phase), Math.round(100 * completed / predicted) / 100.0,
				tally.errors(), rounded(tally.latencyMs(50)), rounded(tally.latencyMs(95)),
				rounded(tally.latencyMs(99)), rounded(tally.latencyMs(100)), this.inFlight.get(), tally.peakInFlight(),
				stall, drainMs, recovery ? rounded(this.prediction.drainMs()) : null);
	}

	private long calls(Duration duration) {
		return Math.round(this.plan.rate() * CollapsePlan.seconds(duration));
	}

	private long intended(long number) {
		return Math.round(number * 1e9 / this.plan.rate());
	}

	private static double rounded(double number) {
		return Math.round(10 * number) / 10.0;
	}

}
