package dev.asynclab.collapse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.asynclab.admission.OneAtATime;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.collapse.ExperimentSite.SharedLoop;
import dev.asynclab.load.Advice;
import dev.asynclab.load.Alone;
import dev.asynclab.load.Arrivals;
import dev.asynclab.load.CpuMeter;
import dev.asynclab.load.LoadClient;
import dev.asynclab.load.Machine;
import dev.asynclab.load.Point;
import dev.asynclab.load.Stretch;
import dev.asynclab.load.Tally;
import dev.asynclab.load.Traffic;
import dev.asynclab.notation.Rounded;
import org.jspecify.annotations.Nullable;

/**
 * An experiment: calls at a constant rate, in phases. When the experiment has ended, so
 * have its client and its calls. An experiment that is stopped reports what it has
 * measured until then.
 */
final class CollapseExperiment extends OneAtATime.SoloRun<CollapseReport> {

	static final String NAME = "collapse";

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final CollapsePlan plan;

	private final CallSite place;

	private volatile Prediction prediction;

	private double serviceMs;

	private @Nullable Long usualAgain;

	private final Calls calls;

	private final OwnServer server;

	private final ExperimentSite site;

	private final Consumer<Point> listener;

	/** The longest time for a call, and for the recovery. */
	private final Duration patience;

	private final Map<Phase, Stretch> stretches = new EnumMap<>(Phase.class);

	private final List<PhaseFigures> phases = new ArrayList<>();

	private CpuMeter cpu = new CpuMeter(NAME);

	private volatile long beginNanos;

	CollapseExperiment(CollapsePlan plan, ExperimentSite site, Calls calls, OwnServer server, Duration patience,
			Consumer<Point> listener) {
		super(NAME);
		this.plan = plan;
		this.place = (plan.threads() != null) ? site.calls().withThreads(plan.threads()) : site.calls();
		this.calls = calls;
		this.server = server;
		this.site = site;
		this.patience = patience;
		this.listener = listener;
		this.prediction = predict((site.loop() != null) ? Duration.ZERO : plan.delay());
	}

	private Prediction predict(Duration service) {
		CollapseLimits limits = this.calls.limits();
		return new Prediction(this.plan, this.place, CallSites.WORKERS, service, limits.calls(), limits.callWait(),
				this.patience);
	}

	@Override
	public boolean callsThisService() {
		return true;
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
		// The calls are cancelled before the pool is closed, which waits for them.
		try (ExperimentSite.Opened opened = this.site.open(this.place.threads());
				Closing _ = calls(id, opened.calls());
				LoadClient client = new LoadClient(NAME, this.server.address(), this.calls.limits().calls() + 64,
						this.patience, id)) {
			Traffic traffic = new Traffic(client, this::isStopped, (point) -> {
				this.cpu.sample();
				this.listener.accept(point);
			});
			run(traffic, opened.calls());
			return report(isStopped(), traffic.points());
		}
	}

	private Closing calls(String id, CallSite site) {
		this.calls.open(id, site);
		return () -> this.calls.close(id);
	}

	private CollapseReport report(boolean stopped, List<Point> points) {
		CollapseLimits limits = this.calls.limits();
		List<Advice> advice = new Adviser(this.plan, this.prediction, limits, this.server).advise(this.phases);
		return new CollapseReport(this.plan.on(), this.plan.rate(), this.plan.delay().toMillis(),
				Rounded.hundredths(this.serviceMs), this.plan.blockingShare(), this.plan.threads(),
				this.plan.phase().toMillis(), stopped, List.copyOf(this.phases), points,
				new Remarks(this.plan, this.prediction, limits).on(this.phases), advice, Machine.here(),
				this.site.lesson(), advice.getFirst().next());
	}

	private void run(Traffic traffic, CallSite site) {
		traffic.warmUp(this.plan.rate(), this.plan.phase(), this.plan.usualBacklog(),
				(number) -> path((number % 20 == 0) ? Kind.OFFLOADED : Kind.NONBLOCKING));
		Duration service = this.plan.delay();
		SharedLoop loop = this.site.loop();
		if (loop != null) {
			service = busy(loop, traffic);
			this.prediction = predict(service);
		}
		if (!this.place.isUnlimited() && this.place.holding().contains(Kind.NONBLOCKING)) {
			traffic.drain(this.plan.delay().plusSeconds(5));
			service = alone(site);
			this.prediction = predict(service);
			traffic.leadIn(this.plan.rate(), this.plan.delay().multipliedBy(2), (_) -> path(Kind.NONBLOCKING));
		}
		this.serviceMs = service.toNanos() / 1e6;
		this.beginNanos = System.nanoTime();
		for (Phase phase : Phase.values()) {
			if (!isStopped()) {
				run(phase, traffic);
			}
		}
		traffic.drain(this.plan.delay().plusSeconds(1));
	}

	// How much CPU time of the loop a call takes that only waits.
	private Duration busy(SharedLoop loop, Traffic traffic) {
		Duration half = this.plan.phase().dividedBy(2);
		long before = CpuMeter.nanosOf(loop.threads().get());
		AtomicLong calls = new AtomicLong();
		traffic.leadIn(this.plan.rate(), half, (_) -> {
			calls.incrementAndGet();
			return path(Kind.NONBLOCKING);
		});
		return Duration.ofNanos((CpuMeter.nanosOf(loop.threads().get()) - before) / Math.max(1, calls.get()));
	}

	// How long a call that only waits holds its thread, queue not included.
	private Duration alone(CallSite site) {
		Duration delay = this.plan.delay();
		AtomicReference<Call> last = new AtomicReference<>();
		try {
			double medianMs = Alone.medianMs(() -> {
				Call call = new Call(Duration.ZERO, delay);
				last.set(call);
				call.endWith(site.start(Kind.NONBLOCKING, call));
				return call.result();
			}, delay.plus(PATIENCE));
			return Collections.max(List.of(delay, Duration.ofNanos(Math.round(medianMs * 1e6))));
		}
		catch (InterruptedException ex) {
			// Stopped: nothing follows.
			return delay;
		}
		catch (ExecutionException | TimeoutException ex) {
			// The figures of the phases will show it.
			return delay;
		}
		finally {
			last.get().result().cancel(false);
		}
	}

	private void run(Phase phase, Traffic traffic) {
		long begin = System.nanoTime();
		this.cpu = new CpuMeter(NAME);
		Stretch stretch = traffic.run(phase.id(), (from, to) -> this.prediction.course().perSecond(phase, from, to),
				Arrivals.CONSTANT.times(this.plan.rate(), 0), this.plan.phase(), (number) -> {
					if (phase == Phase.RECOVERY) {
						noteUsual(traffic);
					}
					return path(this.plan.kind(phase, number));
				}, () -> phase != Phase.RECOVERY || isRecovered(traffic, begin));
		this.stretches.put(phase, stretch);
		this.phases.add(figures(phase, stretch, traffic.inFlight()));
	}

	private boolean isRecovered(Traffic traffic, long begin) {
		noteUsual(traffic);
		boolean drained = this.stretches.values().stream().allMatch((stretch) -> stretch.unanswered() == 0)
				&& (this.usualAgain != null || this.prediction.course().isOverloaded());
		return drained || System.nanoTime() - begin > this.patience.toNanos();
	}

	private void noteUsual(Traffic traffic) {
		if (this.usualAgain == null && traffic.inFlight() <= this.plan.usualBacklog()) {
			this.usualAgain = System.nanoTime();
		}
	}

	// Null while there is a backlog.
	private @Nullable Double drainMs(long begin) {
		Stretch blocking = this.stretches.get(Phase.BLOCKING);
		Long usual = this.usualAgain;
		if (usual == null || blocking == null || blocking.unanswered() > 0) {
			return null;
		}
		Long last = blocking.lastAnswerNanos();
		return Rounded.tenths(Math.max(0, Math.max(usual, (last != null) ? last : usual) - begin) / 1e6);
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

	private PhaseFigures figures(Phase phase, Stretch stretch, int inFlight) {
		Tally tally = stretch.tally();
		double predicted = this.prediction.completed(phase, stretch.seconds());
		SharedLoop loop = this.site.loop();
		Double stall = (loop != null)
				? Rounded.tenths(loop.longestLag().applyAsLong(stretch.beginNanos(), stretch.endNanos()) / 1e6) : null;
		boolean recovery = phase == Phase.RECOVERY;
		Double predictedDrain = this.prediction.course().drainMs();
		return new PhaseFigures(phase, Rounded.tenths(stretch.seconds() * 1000), Rounded.tenths(stretch.offered()),
				Rounded.tenths(stretch.completed()), Rounded.tenths(predicted), this.prediction.because(phase),
				Rounded.hundredths(stretch.completed() / predicted), tally.errors(),
				Rounded.tenths(tally.latencyMs(50)), Rounded.tenths(tally.latencyMs(95)),
				Rounded.tenths(tally.latencyMs(99)), Rounded.tenths(tally.latencyMs(100)), inFlight,
				tally.peakInFlight(), stall, recovery ? drainMs(stretch.beginNanos()) : null,
				(recovery && predictedDrain != null) ? Rounded.tenths(predictedDrain) : null,
				hundredths(this.cpu.load()), hundredths(this.cpu.ownLoad()));
	}

	private static @Nullable Double hundredths(@Nullable Double number) {
		return (number != null) ? (Double) Rounded.hundredths(number) : null;
	}

	/** Ends something, without an exception. */
	private interface Closing extends AutoCloseable {

		@Override
		void close();

	}

}
