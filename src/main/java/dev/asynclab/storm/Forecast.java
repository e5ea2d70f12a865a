package dev.asynclab.storm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.SplittableRandom;

import dev.asynclab.load.simulation.Latencies;
import dev.asynclab.load.simulation.Pool;
import dev.asynclab.load.simulation.Simulation;
import dev.asynclab.storm.cure.BackOff;
import dev.asynclab.storm.cure.RetryBudget;
import org.jspecify.annotations.Nullable;

/**
 * Simulates an experiment with the arrivals of the measurement: a service with its
 * threads and a bounded queue, clients with a time-out who try again, and the cure. Only
 * the jitter of the back-off is another one than in the measurement. For one thread.
 */
final class Forecast {

	private static final long POINT = 100_000_000;

	private static final double NANOS = 1e9;

	private final StormPlan plan;

	private final Overheads overheads;

	private final long phaseNanos;

	private final long timeoutNanos;

	private final Simulation simulation = new Simulation();

	private final Pool pool;

	private final List<Phase> phases;

	private final Map<Phase, Figures> figures = new EnumMap<>(Phase.class);

	private final double[] goodput;

	private final SplittableRandom random;

	private double budget;

	private int admitted;

	private @Nullable SimulatedBreaker breaker;

	private Forecast(StormPlan plan, Overheads overheads) {
		this.plan = plan;
		this.overheads = overheads;
		this.phaseNanos = plan.phase().toNanos();
		this.timeoutNanos = plan.timeout().toNanos();
		this.pool = new Pool(this.simulation, plan.threads(), plan.queue());
		this.phases = plan.phases();
		this.phases.forEach((phase) -> this.figures.put(phase, new Figures()));
		this.goodput = new double[Math.toIntExact(this.phases.size() * this.phaseNanos / POINT) + 1];
		this.random = new SplittableRandom(plan.seed());
	}

	/**
	 * Simulates an experiment.
	 * @param plan the experiment
	 * @param overheads what takes time besides the dependency
	 * @return what becomes of it; always the same for the same arguments
	 */
	static Predicted of(StormPlan plan, Overheads overheads) {
		return new Forecast(plan, overheads).predict();
	}

	private Predicted predict() {
		for (Phase phase : this.phases) {
			PrimitiveIterator.OfLong times = this.plan.times(phase);
			arriveNext(begin(phase), times);
		}
		long end = this.phases.size() * this.phaseNanos;
		this.simulation.runUntil(end);
		Map<Phase, PredictedPhase> predicted = new EnumMap<>(Phase.class);
		this.figures.forEach((phase, done) -> predicted.put(phase, done.predicted(this.phaseNanos / NANOS)));
		return new Predicted(predicted, this.goodput);
	}

	private long begin(Phase phase) {
		return this.phases.indexOf(phase) * this.phaseNanos;
	}

	private void arriveNext(long begin, PrimitiveIterator.OfLong times) {
		long time = times.nextLong();
		if (time < this.phaseNanos) {
			this.simulation.at(begin + time, () -> {
				figures().offered(time * 2 >= this.phaseNanos);
				arriveNext(begin, times);
				new Call().begin();
			});
		}
	}

	private Phase phase() {
		return this.phases.get((int) Math.min(this.simulation.now() / this.phaseNanos, this.phases.size() - 1));
	}

	private Figures figures() {
		Figures now = this.figures.get(phase());
		if (now == null) {
			throw new IllegalStateException("There is no such phase: " + phase());
		}
		return now;
	}

	private boolean isCuredBy(Cure cure) {
		return this.plan.cure() == cure && phase() == Phase.CURED;
	}

	private long serviceNanos() {
		return this.plan.delay(phase()).toNanos() + this.overheads.serviceNanos();
	}

	/**
	 * A client's call, with its attempts.
	 */
	private final class Call {

		private final long arrived = Forecast.this.simulation.now();

		private int retries;

		private void begin() {
			if (isCuredBy(Cure.BUDGET)) {
				Forecast.this.budget = Math.min(RetryBudget.MOST, Forecast.this.budget + RetryBudget.SHARE);
			}
			send();
		}

		private void send() {
			SimulatedBreaker breaker = isCuredBy(Cure.BREAKER) ? breaker() : null;
			if (breaker != null && !breaker.permits(Forecast.this.simulation.now())) {
				figures().notPermitted++;
				return;
			}
			new Attempt(this, breaker).send();
		}

		private SimulatedBreaker breaker() {
			if (Forecast.this.breaker == null) {
				Forecast.this.breaker = new SimulatedBreaker(Storms.open(Forecast.this.plan).toNanos());
			}
			return Forecast.this.breaker;
		}

		private void tryAgain() {
			if (this.retries == Forecast.this.plan.retries() || isReplaced() || (isCuredBy(Cure.BUDGET) && !spend())) {
				return;
			}
			this.retries++;
			if (isCuredBy(Cure.BACKOFF)) {
				Forecast.this.simulation.after(wait(this.retries), this::send);
			}
			else {
				send();
			}
		}

		// Clients that have not got the cure make no further attempt.
		private boolean isReplaced() {
			Cure cure = Forecast.this.plan.cure();
			return cure != null && cure.side() == Cure.Side.CLIENT && phase() == Phase.CURED
					&& this.arrived < Forecast.this.begin(Phase.CURED);
		}

		private boolean spend() {
			boolean enough = Forecast.this.budget >= 1;
			if (enough) {
				Forecast.this.budget--;
			}
			return enough;
		}

		// As Spring's ExponentialBackOff has it, jitter included.
		private long wait(int retry) {
			long first = BackOff.FIRST.toNanos();
			long longest = BackOff.LONGEST.toNanos();
			long mean = Math.min(first << (retry - 1), longest);
			long jitter = BackOff.JITTER.toNanos() * (mean / first);
			long least = Math.max(mean - jitter, first);
			long most = Math.min(mean + jitter, longest);
			return (most > least) ? Forecast.this.random.nextLong(least, most) : least;
		}

		private void succeeded() {
			long now = Forecast.this.simulation.now();
			figures().succeeded(now - this.arrived, now % Forecast.this.phaseNanos * 2 >= Forecast.this.phaseNanos);
			int point = (int) Math.min(now / POINT, Forecast.this.goodput.length - 1);
			Forecast.this.goodput[point] += NANOS / POINT;
		}

	}

	/**
	 * One attempt: a client that waits, and its work in the service.
	 */
	private final class Attempt implements Pool.Work {

		private final Call call;

		private final @Nullable SimulatedBreaker breaker;

		private final long deadline = Forecast.this.simulation.now() + Forecast.this.timeoutNanos;

		private boolean hasDeadline;

		private boolean isLimited;

		private boolean began;

		private boolean hasEnded;

		private Attempt(Call call, @Nullable SimulatedBreaker breaker) {
			this.call = call;
			this.breaker = breaker;
		}

		private void send() {
			figures().attempts++;
			Forecast.this.simulation.at(this.deadline, this::timeOut);
			Forecast.this.simulation.after(Forecast.this.overheads.requestNanos(), this::arrive);
		}

		private void arrive() {
			this.hasDeadline = isCuredBy(Cure.DEADLINE);
			this.isLimited = isCuredBy(Cure.LIMIT);
			if ((this.isLimited && Forecast.this.admitted >= Forecast.this.plan.limit())
					|| !Forecast.this.pool.submit(this)) {
				answer(this::refuse);
				return;
			}
			figures().queued(Forecast.this.pool.queued());
			if (this.isLimited) {
				Forecast.this.admitted++;
			}
			if (Forecast.this.plan.cure() == Cure.STOP_WORK) {
				// Also the work that is there when the cure is switched on.
				long due = Forecast.this.simulation.now() + Forecast.this.timeoutNanos;
				Forecast.this.simulation.at(Math.max(due, Forecast.this.begin(Phase.CURED)), this::stop);
			}
		}

		private void answer(Runnable received) {
			Forecast.this.simulation.after(Forecast.this.overheads.answerNanos(), received);
		}

		private void stop() {
			boolean began = this.began;
			if (Forecast.this.pool.stop(this, Forecast.this.overheads.stopNanos()) && began) {
				figures().served++;
				figures().wasted++;
			}
		}

		@Override
		public long begin() {
			// What the rule adds for the deviation covers the way of the messages.
			long answered = Forecast.this.simulation.now() + serviceNanos() + Forecast.this.overheads.answerNanos();
			if (this.hasDeadline && answered > this.deadline) {
				answer(this::refuse);
				return REFUSED;
			}
			this.began = true;
			return serviceNanos();
		}

		@Override
		public void end() {
			figures().served++;
			if (this.isLimited) {
				Forecast.this.admitted--;
			}
			if (this.hasEnded) {
				figures().wasted++;
				return;
			}
			answer(this::succeed);
		}

		private void succeed() {
			if (!this.hasEnded) {
				this.hasEnded = true;
				record(true);
				this.call.succeeded();
			}
		}

		private void refuse() {
			if (!this.hasEnded) {
				this.hasEnded = true;
				figures().refused++;
				record(false);
				this.call.tryAgain();
			}
		}

		private void timeOut() {
			if (!this.hasEnded) {
				this.hasEnded = true;
				figures().timeouts++;
				record(false);
				this.call.tryAgain();
			}
		}

		private void record(boolean success) {
			if (this.breaker != null) {
				this.breaker.record(success, Forecast.this.simulation.now());
			}
		}

	}

	/**
	 * Counts what happens in a phase.
	 */
	private static final class Figures {

		private long offered;

		private long offeredHalf;

		private long attempts;

		private long goodHalf;

		private long refused;

		private long timeouts;

		private long notPermitted;

		private long served;

		private long wasted;

		private int peakQueued;

		private final List<Long> latencies = new ArrayList<>();

		private void offered(boolean secondHalf) {
			this.offered++;
			if (secondHalf) {
				this.offeredHalf++;
			}
		}

		private void succeeded(long latency, boolean secondHalf) {
			this.latencies.add(latency);
			if (secondHalf) {
				this.goodHalf++;
			}
		}

		private void queued(int queued) {
			this.peakQueued = Math.max(this.peakQueued, queued);
		}

		private PredictedPhase predicted(double seconds) {
			Latencies latencies = new Latencies(this.latencies.stream().mapToLong(Long::longValue).toArray());
			return new PredictedPhase(this.offered / seconds, this.offeredHalf / (seconds / 2), this.attempts / seconds,
					this.goodHalf / (seconds / 2), this.latencies.size() / seconds, this.served / seconds,
					this.wasted / seconds, this.refused / seconds, this.timeouts / seconds, this.notPermitted / seconds,
					this.latencies.isEmpty() ? null : latencies.percentileMs(99), this.peakQueued);
		}

	}

	/**
	 * What is predicted.
	 *
	 * @param phases each phase
	 * @param goodput the answers in time a second, each tenth of a second
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Predicted(Map<Phase, PredictedPhase> phases, double[] goodput) {

		PredictedPhase of(Phase phase) {
			PredictedPhase predicted = this.phases.get(phase);
			if (predicted == null) {
				throw new IllegalArgumentException("There is no such phase: " + phase);
			}
			return predicted;
		}

		/**
		 * Returns the answers in time a second, over the second around a time.
		 * @param at the time since the beginning
		 * @return answers a second
		 */
		double at(Duration at) {
			int middle = (int) (at.toNanos() / POINT);
			int from = Math.clamp(middle - 5, 0, this.goodput.length - 1);
			int to = Math.clamp(middle + 5, from + 1, this.goodput.length);
			double sum = 0;
			for (int point = from; point < to; point++) {
				sum += this.goodput[point];
			}
			return sum / (to - from);
		}

	}

	/**
	 * What is predicted for a phase: numbers a second, but for the last two.
	 *
	 * @param offered calls that arrive
	 * @param offeredHalf calls that arrive, over the second half of the phase
	 * @param attempts attempts that are sent
	 * @param goodput answers in time, over the second half of the phase
	 * @param goodputWhole answers in time, over all of it
	 * @param served work that is done, or begun and stopped
	 * @param wasted work of that whose client has left
	 * @param refused attempts that are refused
	 * @param timeouts attempts whose client leaves
	 * @param notPermitted attempts that a breaker does not send
	 * @param p99Ms the 99th percentile of the latencies of calls that are answered; null
	 * if none is
	 * @param peakQueued the longest queue
	 */
	record PredictedPhase(double offered, double offeredHalf, double attempts, double goodput, double goodputWhole,
			double served, double wasted, double refused, double timeouts, double notPermitted, @Nullable Double p99Ms,
			int peakQueued) {

		boolean isUp() {
			return Outcome.of(this.goodput, this.offeredHalf) == Outcome.UP;
		}

	}

}
