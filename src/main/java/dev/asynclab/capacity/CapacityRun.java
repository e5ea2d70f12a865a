package dev.asynclab.capacity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongFunction;
import java.util.function.Supplier;

import dev.asynclab.admission.OneAtATime;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.capacity.Measured.Probe;
import dev.asynclab.job.Style;
import dev.asynclab.load.Alone;
import dev.asynclab.load.CpuMeter;
import dev.asynclab.load.LoadClient;
import dev.asynclab.load.Stretch;
import dev.asynclab.load.Tally;
import dev.asynclab.load.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Measures a workload in one style after the other, or looks for the tipping point of
 * each. When the run has ended, so have its client, its calls, and what was opened for
 * the styles. A run that is stopped reports the styles that it has measured until then.
 */
final class CapacityRun extends OneAtATime.SoloRun<CapacityReport> {

	static final String NAME = "capacity";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** A style that falls further behind does not carry the workload. */
	private static final double IN_TIME = 0.95;

	private static final double TOO_LATE = 0.01;

	private static final String REFUSED = "429";

	/** So long it may take to end what is left when the time for a search is over. */
	private static final Duration CLOSING = Duration.ofSeconds(2);

	private volatile CapacityPlan plan;

	private final Mode mode;

	private final List<CapacitySite> sites;

	private final CapacityLimits limits;

	private final Requests requests;

	private final OwnServer server;

	private final Reporter reporter;

	private final Consumer<Object> listener;

	private final String id = UUID.randomUUID().toString();

	private final Map<Style, StyleCapacity> measured = new EnumMap<>(Style.class);

	private final long createdNanos = System.nanoTime();

	/** When the style under way has to be done with; null if it takes what it takes. */
	private volatile @Nullable Long endNanos;

	CapacityRun(CapacityPlan plan, Mode mode, List<CapacitySite> sites, CapacityLimits limits, Requests requests,
			OwnServer server, Reporter reporter, Consumer<Object> listener) {
		super(NAME);
		this.plan = plan;
		this.mode = mode;
		this.sites = sites;
		this.limits = limits;
		this.requests = requests;
		this.server = server;
		this.reporter = reporter;
		this.listener = listener;
	}

	@Override
	public boolean callsThisService() {
		return true;
	}

	@Override
	protected Duration remaining() {
		Duration each = (this.mode == Mode.FIND) ? this.limits.capacityFind()
				: this.plan.duration().plus(Traffic.shortestWarmUp(this.plan.duration())).plus(Alone.LONGEST);
		return each.multipliedBy(this.sites.size()).minusNanos(System.nanoTime() - this.createdNanos);
	}

	@Override
	protected CapacityReport call() {
		List<CapacitySite> inTurn = new ArrayList<>(this.sites);
		Collections.rotate(inTurn, Math.floorMod(this.plan.seed(), inTurn.size()));
		for (CapacitySite site : inTurn) {
			if (!isStopped()) {
				run(site);
			}
		}
		return this.reporter.report(this.plan, this.mode, this.sites, this.measured, isStopped());
	}

	private void run(CapacitySite site) {
		this.endNanos = (this.mode == Mode.FIND)
				? (Long) (System.nanoTime() + this.limits.capacityFind().minus(CLOSING).toNanos()) : null;
		try (Workplace place = site.open().apply(this.plan); LoadClient client = client()) {
			double serviceMs;
			try (Requests.Session session = open(place)) {
				warmUp(client, site);
				serviceMs = alone(() -> session.alone(this.plan.delay()));
				if (this.plan.objective() == null) {
					this.plan = this.plan.withIdeal(alone(() -> alone(client)));
				}
			}
			Predicted predicted = new Forecast(this.plan, this.limits, site.limit().apply(this.plan), serviceMs)
				.predict();
			Measurement measurement = new Measurement(site.style(), place, client, predicted);
			Measured measured = (this.mode == Mode.FIND) ? find(measurement) : measurement.at(this.plan.rate(), false);
			if (!isStopped()) {
				this.measured.put(site.style(),
						this.reporter.verdict(this.plan, this.mode, site.style(), predicted, measured));
			}
		}
		catch (InterruptedException ex) {
			// Stopped: this style has not been measured.
		}
	}

	private boolean isOver() {
		return isStopped() || timeLeft() <= 0;
	}

	// In nanoseconds.
	private long timeLeft() {
		Long end = this.endNanos;
		return (end != null) ? end - System.nanoTime() : Long.MAX_VALUE;
	}

	private LoadClient client() {
		return new LoadClient(NAME, this.server.address(), this.limits.capacityInFlight() / this.plan.calls() + 64,
				this.plan.duration().plus(this.plan.patience()).plusSeconds(5), this.id);
	}

	private Requests.Session open(Workplace place) {
		return this.requests.open(this.id, place, new Demands(this.plan));
	}

	// At half of the capacity, so that no backlog is left from it.
	private void warmUp(LoadClient client, CapacitySite site) {
		Double capacity = Arithmetic.of(this.plan, site.limit().apply(this.plan), this.plan.delayMs()).capacity();
		double rate = (capacity != null) ? Math.min(this.plan.rate(), capacity / 2) : this.plan.rate();
		double inFlight = rate * this.plan.ideal().toNanos() / 1e9;
		Traffic traffic = new Traffic(client, this::isOver, (_) -> {
		});
		traffic.warmUp(rate, this.plan.duration(), (int) (2 * inFlight + 10), CapacityRun::path);
		traffic.drain(this.plan.ideal().plusSeconds(5));
	}

	private static CompletableFuture<?> alone(LoadClient client) {
		CompletableFuture<@Nullable Void> answer = new CompletableFuture<>();
		client.get(path(Demands.ALONE), (error) -> {
			if (error != null) {
				answer.completeExceptionally(new IllegalStateException(error));
			}
			else {
				answer.complete(null);
			}
		});
		return answer;
	}

	/**
	 * Measures what comes alone, several times.
	 * @param starts starts it
	 * @return the median time in milliseconds, at least the delay of a call, which it
	 * also is if something else is still under way
	 */
	private double alone(Supplier<CompletableFuture<?>> starts) throws InterruptedException {
		long patience = Math.min(this.plan.delay().plus(PATIENCE).toNanos(), timeLeft());
		try {
			return Math.max(Alone.medianMs(starts, Duration.ofNanos(Math.max(0, patience))), this.plan.delayMs());
		}
		catch (TimeoutException ex) {
			// Calls of the warm-up are still in its way: it is no call alone. Or the time
			// is over.
			return this.plan.delayMs();
		}
		catch (ExecutionException ex) {
			throw RequestController.problem(ex);
		}
	}

	private Measured find(Measurement measurement) {
		Double foreseen = measurement.predicted.tippingPoint();
		double known = (foreseen != null) ? foreseen : 0;
		double first = (known > 0) ? known : this.plan.rate();
		long each = this.plan.duration().plus(this.plan.patience()).plus(this.plan.ideal()).toNanos();
		List<Measured> tried = new ArrayList<>();
		List<Probe> probes = new ArrayList<>();
		Search.Trial trial = (rate) -> {
			if (isStopped() || timeLeft() < each) {
				return null;
			}
			Measured measured = measurement.at(rate, true);
			if (isOver()) {
				return null;
			}
			Probe probe = new Probe(measurement.style, rate, measured.p99Ms(), measured.carries() == Carries.YES);
			tried.add(measured);
			probes.add(probe);
			this.listener.accept(probe);
			return probe.held();
		};
		// A rate that fails is tried again: other work on the machine only ever delays.
		Search search = Search.from(first, this.limits.highestRate(this.plan.calls()), (known > 0) ? 1.05 : 2,
				(rate) -> {
					Boolean holds = trial.holds(rate);
					return Boolean.FALSE.equals(holds) ? trial.holds(rate) : holds;
				});
		Measured best = tried.stream()
			.filter((measured) -> measured.carries() == Carries.YES)
			.max(Comparator.comparingDouble(Measured::rate))
			.orElse(tried.isEmpty() ? Measured.nothing(first) : tried.getLast());
		return best.found(search, probes);
	}

	private static String path(long number) {
		return RequestController.PATH + "?number=" + number;
	}

	/**
	 * Measures one style, at any rate.
	 */
	private final class Measurement {

		private final Style style;

		private final Workplace place;

		private final LoadClient client;

		private final Predicted predicted;

		private final Demands demands = new Demands(CapacityRun.this.plan);

		private Measurement(Style style, Workplace place, LoadClient client, Predicted predicted) {
			this.style = style;
			this.place = place;
			this.client = client;
			this.predicted = predicted;
		}

		private Measured at(double rate, boolean untilTooLate) {
			CpuMeter cpu = new CpuMeter(NAME);
			AtomicBoolean tooLate = new AtomicBoolean();
			Traffic traffic = new Traffic(this.client, () -> isOver() || tooLate.get(), (point) -> {
				cpu.sample();
				this.place.threads();
				CapacityRun.this.listener.accept(point);
			});
			double requests = rate * CapacityRun.this.plan.seconds();
			LongFunction<String> paths = (number) -> {
				if (untilTooLate && isTooLate(traffic.current().tally(), requests)) {
					tooLate.set(true);
				}
				return path(number);
			};
			Measured measured;
			try (Requests.Session _ = open(this.place)) {
				Stretch stretch = traffic.run(this.style.id(), this.predicted.throughput(),
						CapacityRun.this.plan.arrivals().times(rate, CapacityRun.this.plan.seed()),
						CapacityRun.this.plan.duration(), paths, () -> true);
				traffic.drain(CapacityRun.this.plan.patience());
				measured = measured(rate, stretch, cpu);
			}
			// What is left was cancelled. The next measurement must not get its requests.
			tooLate.set(false);
			traffic.drain(PATIENCE);
			return measured;
		}

		private boolean isTooLate(Tally tally, double requests) {
			return tally.slowerThan(CapacityRun.this.plan.slo().toNanos()) > TOO_LATE * requests + 1;
		}

		private Measured measured(double rate, Stretch stretch, CpuMeter cpu) {
			Tally tally = stretch.tally();
			long refused = tally.errors().getOrDefault(REFUSED, 0L);
			DoubleUnaryOperator latencyMs = (percentile) -> tally.latencyMs(percentile, stretch.unanswered(),
					CapacityRun.this.plan.patience().toNanos() / 1e6);
			return new Measured(rate, tally.sent(), tally.completed(), refused, tally.failed() - refused,
					stretch.unanswered(), tally.errors(), stretch.completed(), latencyMs.applyAsDouble(50),
					latencyMs.applyAsDouble(95), latencyMs.applyAsDouble(99), latencyMs.applyAsDouble(100),
					tally.peakInFlight(), this.place.threads(),
					cpu.millisPerRequest(tally.completed() + tally.failed()), cpu.load(), cpu.ownLoad(),
					carries(stretch, refused), null, null, List.of());
		}

		private Carries carries(Stretch stretch, long refused) {
			Tally tally = stretch.tally();
			double answered = stretch.completed() * stretch.seconds() + tally.failed() - refused;
			// Those that arrived last need not have been answered.
			double due = tally.sent() * (1 - CapacityRun.this.plan.ideal().toNanos() / 1e9 / stretch.seconds());
			long more = tally.failed() - refused - this.demands.failing(tally.sent());
			if (tally.completed() == 0 || refused + stretch.unanswered() > 0 || more > 0 || answered < IN_TIME * due) {
				return Carries.NO;
			}
			return (tally.latencyMs(99) <= CapacityRun.this.plan.sloMs()) ? Carries.YES : Carries.LATE;
		}

	}

}
