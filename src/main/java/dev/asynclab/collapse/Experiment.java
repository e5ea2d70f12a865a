package dev.asynclab.collapse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongBinaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * One run of the experiment: its thread sends the calls at a constant rate, whatever
 * becomes of them, and looks at the figures each tenth of a second. Stopping it ends it
 * at once; the report then has what was measured until then.
 */
final class Experiment {

	/** What a cold service on a busy machine may need, however short a phase is. */
	private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(20);

	private static final long POINT = TimeUnit.MILLISECONDS.toNanos(100);

	private final CollapsePlan plan;

	private final Prediction prediction;

	private final LoadClient client;

	/** The longest lag of the event loop in a stretch of time, if there is a loop. */
	private final @Nullable LongBinaryOperator longestLag;

	private final Consumer<Point> listener;

	private final Duration longestRecovery;

	private final CompletableFuture<Measured> result = new CompletableFuture<>();

	private final AtomicInteger inFlight = new AtomicInteger();

	private final Map<Phase, AtomicInteger> unanswered = new EnumMap<>(Phase.class);

	private final AtomicLong lastOfBlocking = new AtomicLong();

	private final List<PhaseFigures> phases = new ArrayList<>();

	private final List<Point> points = new ArrayList<>();

	private volatile Tally phaseTally = new Tally();

	private volatile Tally pointTally = new Tally();

	private volatile boolean stopped;

	private volatile @Nullable Thread thread;

	private long beginNanos;

	private long nextPoint;

	Experiment(CollapsePlan plan, Prediction prediction, LoadClient client, @Nullable LongBinaryOperator longestLag,
			Duration longestRecovery, Consumer<Point> listener) {
		this.plan = plan;
		this.prediction = prediction;
		this.client = client;
		this.longestLag = longestLag;
		this.longestRecovery = longestRecovery;
		this.listener = listener;
		for (Phase phase : Phase.values()) {
			this.unanswered.put(phase, new AtomicInteger());
		}
	}

	/**
	 * What was measured, once the experiment has ended.
	 * @return the figures; it never fails
	 */
	CompletableFuture<Measured> result() {
		return this.result;
	}

	/**
	 * Asks the experiment to end now.
	 */
	void stop() {
		this.stopped = true;
		Thread thread = this.thread;
		if (thread != null) {
			LockSupport.unpark(thread);
		}
	}

	/**
	 * Runs the experiment on the calling thread, to its end or until it is stopped.
	 */
	void run() {
		this.thread = Thread.currentThread();
		warmUp();
		this.pointTally = new Tally();
		this.beginNanos = System.nanoTime();
		this.nextPoint = this.beginNanos + POINT;
		for (Phase phase : Phase.values()) {
			if (!this.stopped) {
				run(phase);
			}
		}
		long patience = System.nanoTime() + this.plan.delay().toNanos() + TimeUnit.SECONDS.toNanos(1);
		while (!this.stopped && this.inFlight.get() > 0 && System.nanoTime() < patience) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
		}
		this.result.complete(new Measured(List.copyOf(this.phases), List.copyOf(this.points), this.stopped));
	}

	// Until calls are answered in time for half a phase on end: classes are loaded by
	// then, and threads and connections made.
	private void warmUp() {
		long begin = System.nanoTime();
		long calls = calls(this.plan.phase()) / 2;
		long most = calls(LONGEST_WARM_UP);
		long inTime = 0;
		for (long number = 0; !this.stopped && inTime < calls && number < most; number++) {
			parkUntil(begin + intended(number));
			// A backlog made now would be measured later.
			if (isSettled()) {
				inTime++;
				send(Phase.HEALTHY, (number % 20 == 0) ? Kind.OFFLOADED : Kind.NONBLOCKING, begin + intended(number));
			}
			else {
				inTime = 0;
			}
		}
	}

	private boolean isSettled() {
		return this.inFlight.get() <= 1.5 * this.plan.inFlight() + 10;
	}

	private void run(Phase phase) {
		long begin = System.nanoTime();
		Tally tally = new Tally();
		this.phaseTally = tally;
		long calls = calls(this.plan.phase());
		for (long number = 0; !this.stopped; number++) {
			long intended = begin + intended(number);
			if (number >= calls && (phase != Phase.RECOVERY || isRecovered(begin))) {
				parkUntil(Math.min(intended, begin + this.plan.phase().toNanos()), phase);
				break;
			}
			parkUntil(intended, phase);
			if (!this.stopped) {
				send(phase, this.plan.kind(phase, number), intended);
			}
		}
		this.phases.add(figures(phase, tally, begin, System.nanoTime()));
	}

	private boolean isRecovered(long begin) {
		boolean drained = unanswered(Phase.HEALTHY).get() + unanswered(Phase.BLOCKING).get() == 0 && isSettled();
		return drained || System.nanoTime() - begin > this.longestRecovery.toNanos();
	}

	private AtomicInteger unanswered(Phase phase) {
		return Objects.requireNonNull(this.unanswered.get(phase));
	}

	private void send(Phase phase, Kind kind, long intended) {
		AtomicInteger unanswered = unanswered(phase);
		unanswered.incrementAndGet();
		int inFlight = this.inFlight.incrementAndGet();
		this.phaseTally.sent(inFlight);
		this.pointTally.sent(inFlight);
		this.client.get(path(kind), (error) -> {
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
		// All calls do the same I/O, so that they mix as they arrive.
		String blocking = query + "&io=" + delay;
		return switch (kind) {
			case NONBLOCKING -> "/api/nonblocking" + query;
			case BLOCKING -> "/api/blocking" + blocking;
			case OFFLOADED -> "/api/blocking" + blocking + "&offload=true";
		};
	}

	private void parkUntil(long due, Phase phase) {
		while (!this.stopped) {
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
		for (long rest = due - System.nanoTime(); rest > 0 && !this.stopped; rest = due - System.nanoTime()) {
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
		Double stall = (this.longestLag != null) ? rounded(this.longestLag.applyAsLong(begin, end) / 1e6) : null;
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

	/**
	 * What was measured.
	 *
	 * @param phases the figures of the phases that ran
	 * @param points the same, each tenth of a second
	 * @param stopped whether the experiment was stopped
	 */
	record Measured(List<PhaseFigures> phases, List<Point> points, boolean stopped) {

	}

}
