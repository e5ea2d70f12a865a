package dev.asynclab.storm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import dev.asynclab.admission.OneAtATime;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.load.LoadClient;
import dev.asynclab.load.Point;
import dev.asynclab.load.Stretch;
import dev.asynclab.load.Tally;
import dev.asynclab.load.Traffic;
import dev.asynclab.notation.Rounded;
import dev.asynclab.storm.StormClient.Retry;
import dev.asynclab.storm.cure.BackOff;
import dev.asynclab.storm.cure.Breaker;
import dev.asynclab.storm.cure.RetryBudget;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JCircuitBreakerFactory;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JConfigurationProperties;

/**
 * An experiment. When it has ended, so have its clients, its connections, and the work of
 * the service. An experiment that is stopped reports what it has measured until then.
 */
final class StormRun extends OneAtATime.SoloRun<StormReport> {

	static final String NAME = "retry-storm";

	/** Work seldom takes longer than this percentile. */
	private static final double USUAL = 90;

	/** How often the experiment is simulated, to tell how sure its prediction is. */
	private static final int SEEDS = 50;

	/** No shorter time-out, when stops are measured. */
	private static final Duration SHORTEST_STOP = Duration.ofMillis(5);

	private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

	private final StormPlan plan;

	private final StormSite site;

	private final StormCalls calls;

	private final OwnServer server;

	private final Reporter reporter;

	private final Consumer<Object> listener;

	private final Counts counts = new Counts();

	private final List<StormPoint> points = new ArrayList<>();

	private final List<PhaseFigures> phases = new ArrayList<>();

	private volatile long beginNanos;

	private Overheads overheads = Overheads.NONE;

	private double usualMs;

	private Forecast.@Nullable Predicted predicted;

	private @Nullable Odds odds;

	private Counts.@Nullable Snapshot half;

	private Counts.Snapshot last = this.counts.now();

	private int peakQueued;

	StormRun(StormPlan plan, StormSite site, StormCalls calls, OwnServer server, Reporter reporter,
			Consumer<Object> listener) {
		super(NAME);
		this.plan = plan;
		this.site = site;
		this.calls = calls;
		this.server = server;
		this.reporter = reporter;
		this.listener = listener;
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
			.multipliedBy(this.plan.phases().size())
			.minusNanos((begin != 0) ? System.nanoTime() - begin : 0);
	}

	@Override
	protected StormReport call() {
		String id = UUID.randomUUID().toString();
		int waiting = (int) Math
			.ceil(this.plan.mostAttempts() * (this.plan.timeout().toNanos() / 1e9) + this.plan.rate());
		try (Workplace place = this.site.open().apply(this.plan);
				LoadClient http = new LoadClient(NAME, this.server.address(), waiting + 64,
						this.plan.timeout().plus(LAST_ANSWERS), id);
				StormCalls.Session session = this.calls.open(id, place, this.plan.delay(), this.counts);
				StormClient client = new StormClient(http, this.plan.timeout(), this.counts, Retry.atOnce(0))) {
			Traffic traffic = new Traffic(client, this::isStopped, (point) -> heard(point, place));
			warmUp(traffic, client);
			if (this.plan.cure() == Cure.STOP_WORK) {
				warmUpStops(http, session, place);
			}
			run(traffic, place, session, client);
		}
		return this.reporter.report(this.plan, this.site, this.overheads, this.odds, isStopped(), this.phases,
				this.points);
	}

	// Without retries, so that a cold service does not begin with a storm.
	private void warmUp(Traffic traffic, StormClient client) {
		double delayMs = this.plan.delay().toNanos() / 1e6;
		double rate = Math.min(this.plan.rate(), this.plan.capacity(Phase.HEALTHY) / 2);
		double inFlight = rate * delayMs / 1000;
		traffic.warmUp(rate, this.plan.phase(), (int) (2 * inFlight + 5), (_) -> StormCallController.PATH);
		traffic.drain(this.plan.delay().plus(LAST_ANSWERS));
		this.overheads = new Overheads(Math.max(this.counts.serviceMs(50) - delayMs, 0), this.counts.requestMs(),
				this.counts.answerMs(), 0);
		this.usualMs = Math.max(this.counts.serviceMs(USUAL), delayMs);
		client.change(Retry.atOnce(this.plan.retries()));
	}

	// As many attempts as in a storm, all of which are stopped before their end and keep
	// half of the threads busy: how long does a stop take?
	private void warmUpStops(LoadClient http, StormCalls.Session session, Workplace place) {
		Duration timeout = this.plan.turn().dividedBy(2);
		if (timeout.compareTo(SHORTEST_STOP) < 0) {
			timeout = SHORTEST_STOP;
		}
		if (timeout.compareTo(this.plan.delay().dividedBy(2)) > 0) {
			timeout = this.plan.delay().dividedBy(2);
		}
		double rate = Math.min(this.plan.mostAttempts(), this.plan.threads() / 2.0 / (timeout.toNanos() / 1e9));
		this.counts.forgetRequestTimes();
		try (StormClient impatient = new StormClient(http, timeout, this.counts, Retry.atOnce(0))) {
			Traffic traffic = new Traffic(impatient, this::isStopped, (_) -> {
			});
			session.tryOut(new Admission.Stopping(place, timeout, this.counts::stopped), () -> {
				traffic.warmUp(rate, this.plan.phase(), this.plan.threads(), (_) -> StormCallController.PATH);
				traffic.drain(LAST_ANSWERS);
			});
		}
		double requestMs = this.counts.requestMs();
		this.overheads = new Overheads(this.overheads.serviceMs(),
				(requestMs > 0) ? requestMs : this.overheads.requestMs(), this.overheads.answerMs(),
				this.counts.stopMs());
	}

	private void run(Traffic traffic, Workplace place, StormCalls.Session session, StormClient client) {
		this.predicted = Forecast.of(this.plan, this.overheads);
		this.odds = (this.plan.cure() != null) ? Odds.of(this.plan, this.overheads, SEEDS, this::isStopped) : null;
		awaitIdle(session);
		Cure cure = this.plan.cure();
		if (cure == null) {
			uncured(traffic, place, session);
			return;
		}
		// Before the first phase: code that is loaded would delay the traffic.
		Retry retry = retry(cure);
		try (Admission cured = Admission.with(this.plan, place, this::expected, this.counts::stopped)) {
			uncured(traffic, place, session);
			session.cure(cured);
			if (cure.side() == Cure.Side.CLIENT) {
				client.change(retry);
			}
			client.tellDeadline(cure == Cure.DEADLINE);
			run(Phase.CURED, traffic, place, session);
		}
	}

	private void uncured(Traffic traffic, Workplace place, StormCalls.Session session) {
		this.counts.forgetServiceTimes();
		this.beginNanos = System.nanoTime();
		run(Phase.HEALTHY, traffic, place, session);
		// If the machine was busy in one of them, the other knows better.
		this.usualMs = Math.min(this.usualMs, this.counts.serviceMs(USUAL));
		run(Phase.TRIGGER, traffic, place, session);
		run(Phase.AFTER, traffic, place, session);
	}

	private Duration expected() {
		return Duration.ofNanos(Math.round(this.usualMs * 1e6));
	}

	// What the warm-up has stopped counts in no phase.
	private void awaitIdle(StormCalls.Session session) {
		long patience = System.nanoTime() + LAST_ANSWERS.toNanos();
		while (session.working() > 0 && !isStopped() && System.nanoTime() < patience) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		}
	}

	private Retry retry(Cure cure) {
		int retries = this.plan.retries();
		return switch (cure) {
			case BACKOFF -> new BackOff(retries)::call;
			case BUDGET -> new RetryBudget(retries)::call;
			case BREAKER -> new Breaker(breakers(), retries, Storms.open(this.plan))::call;
			case STOP_WORK, LIMIT, DEADLINE -> Retry.atOnce(retries);
		};
	}

	// As the starter's auto-configuration makes it, but for this experiment alone.
	private static Resilience4JCircuitBreakerFactory breakers() {
		Resilience4JConfigurationProperties properties = new Resilience4JConfigurationProperties();
		properties.setDisableThreadPool(true);
		properties.setDisableTimeLimiter(true);
		return new Resilience4JCircuitBreakerFactory(CircuitBreakerRegistry.ofDefaults(),
				TimeLimiterRegistry.ofDefaults(), null, properties);
	}

	private void run(Phase phase, Traffic traffic, Workplace place, StormCalls.Session session) {
		if (isStopped()) {
			return;
		}
		session.delay(this.plan.delay(phase));
		this.half = null;
		this.peakQueued = place.queued();
		Counts.Snapshot begin = this.counts.now();
		Stretch stretch = traffic.run(phase.id(), 0, this.plan.times(phase), this.plan.phase(),
				(_) -> StormCallController.PATH, () -> true);
		this.phases.add(figures(phase, stretch, begin, this.counts.now(), place.queued()));
	}

	private void heard(Point point, Workplace place) {
		Counts.Snapshot now = this.counts.now();
		Counts.Snapshot tenth = now.since(this.last);
		this.last = now;
		this.peakQueued = Math.max(this.peakQueued, place.queued());
		long inPhase = now.nanos() - this.beginNanos - this.phases.size() * this.plan.phase().toNanos();
		if (this.half == null && 2 * inPhase >= this.plan.phase().toNanos()) {
			this.half = now;
		}
		double predicted = (this.predicted != null)
				? this.predicted.at(Duration.ofNanos(Math.round(point.atMs() * 1e6))) : 0;
		StormPoint heard = new StormPoint(point.atMs(), point.phase(), point.offered(),
				Rounded.tenths(tenth.perSecond(tenth.attempts())), point.completed(), Rounded.tenths(predicted),
				point.failed(), Rounded.tenths(tenth.perSecond(tenth.wasted())), place.queued(), point.p99Ms(),
				point.maxMs(), point.inFlight());
		this.points.add(heard);
		this.listener.accept(heard);
	}

	private PhaseFigures figures(Phase phase, Stretch stretch, Counts.Snapshot begin, Counts.Snapshot end, int queued) {
		Forecast.Predicted forecast = this.predicted;
		if (forecast == null) {
			throw new IllegalStateException("Nothing was predicted");
		}
		Forecast.PredictedPhase predicted = forecast.of(phase);
		Counts.Snapshot whole = end.since(begin);
		Counts.Snapshot second = (this.half != null) ? end.since(this.half) : whole;
		double ended = whole.nanos() / 1e9;
		double from = (this.half != null) ? ended - second.nanos() / 1e9 : 0;
		Tally tally = stretch.tally();
		return new PhaseFigures(phase, Rounded.tenths(stretch.seconds() * 1000), Rounded.tenths(stretch.offered()),
				Rounded.tenths(this.plan.offered(phase, from, ended)),
				Rounded.tenths(whole.perSecond(whole.attempts())), Rounded.tenths(second.perSecond(second.answered())),
				Rounded.tenths(whole.perSecond(whole.answered())), Rounded.tenths(predicted.goodput()),
				Rounded.tenths(predicted.goodputWhole()), Rounded.tenths(this.plan.capacity(phase)),
				Rounded.tenths(whole.perSecond(whole.served())), Rounded.tenths(whole.perSecond(whole.wasted())),
				Rounded.tenths(predicted.wasted()), Rounded.tenths(predicted.attempts()),
				Rounded.tenths(whole.perSecond(whole.refused())), Rounded.tenths(whole.perSecond(whole.timeouts())),
				Rounded.tenths(whole.perSecond(whole.notPermitted())), queued, this.peakQueued, predicted.peakQueued(),
				latencyMs(tally, 50), latencyMs(tally, 99), tenths(predicted.p99Ms()), latencyMs(tally, 100),
				tally.errors());
	}

	private static @Nullable Double latencyMs(Tally tally, double percentile) {
		return (tally.completed() > 0) ? tenths(tally.latencyMs(percentile)) : null;
	}

	private static @Nullable Double tenths(@Nullable Double number) {
		return (number != null) ? Rounded.tenths(number) : null;
	}

}
