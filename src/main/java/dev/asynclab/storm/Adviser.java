package dev.asynclab.storm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.asynclab.load.Advice;
import dev.asynclab.load.Bottleneck;
import dev.asynclab.notation.DurationConverter;
import dev.asynclab.notation.Rounded;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Says what would help, and by how much: each change is tried in the simulation.
 */
final class Adviser {

	private static final String TEXT = "format=text";

	private static final int SEEDS = 10;

	private final StormPlan plan;

	private final StormLimits limits;

	/** Returns the command that calls a path. */
	private final UnaryOperator<String> curl;

	private final Overheads overheads;

	Adviser(StormPlan plan, StormLimits limits, UnaryOperator<String> curl, Overheads overheads) {
		this.plan = plan;
		this.limits = limits;
		this.curl = curl;
		this.overheads = overheads;
	}

	/**
	 * Advises.
	 * @param phases the phases that have begun
	 * @return what would help, at least one
	 */
	List<Advice> advise(List<PhaseFigures> phases) {
		PhaseFigures after = Verdict.find(phases, Phase.AFTER);
		if (after == null) {
			return List.of(new Advice(null, Bottleneck.NONE,
					Sentence.of("storm.advice-again", "Let it run to its end to see whether it stays down."),
					curl(this.plan)));
		}
		if (after.measured() == Outcome.UP) {
			return List.of(upAlready(after));
		}
		StormPlan longer = this.plan.recovers() ? recovering(this.plan) : null;
		if (longer != null) {
			return List.of(new Advice(null, Bottleneck.NONE, Sentence.of("storm.advice-longer",
					"Nothing has to change: it recovers by itself when the queue has drained. A phase of {0} is long "
							+ "enough to see it: {1} answers in time in the simulation instead of {2}.",
					DurationConverter.print(longer.phase()), Rounded.tenths(forecast(longer).of(Phase.AFTER).goodput()),
					after.goodput()), curl(longer)));
		}
		List<Advice> advice = new ArrayList<>();
		PhaseFigures cured = Verdict.find(phases, Phase.CURED);
		if (cured != null && cured.measured() == Outcome.UP) {
			advice.add(keep(after, cured));
		}
		else {
			cures(after, advice);
		}
		fewerRetries(after, advice);
		moreThreads(after, advice);
		return advice.isEmpty() ? List.of(new Advice(null, Bottleneck.THREAD, Sentence.of("storm.advice-nothing",
				"A thread was the bottleneck: {0} threads can carry at most {1} calls a second, and {2} arrive. In the "
						+ "simulation no cure, no fewer retries and no number of threads that the lab allows brings the "
						+ "answers back.",
				this.plan.threads(), after.capacity(), after.offered()), curl(this.plan.withCure(Cure.LIMIT))))
				: advice;
	}

	/**
	 * Finds a phase in which an experiment recovers without a cure.
	 * @param plan the experiment
	 * @return the same with this phase or, if that is too short for the queue to drain, a
	 * longer one; null if it recovers in none that is allowed
	 */
	private @Nullable StormPlan recovering(StormPlan plan) {
		if (forecast(plan).of(Phase.AFTER).isUp()) {
			return plan;
		}
		long most = this.limits.stormPhase().toSeconds();
		if (2 * plan.drainSeconds() > most) {
			return null;
		}
		long least = (long) Math.ceil(Math.max(2 * plan.drainSeconds(), plan.phaseSeconds()));
		for (long seconds = least; seconds <= most; seconds++) {
			StormPlan longer = plan.withPhase(Duration.ofSeconds(seconds));
			if (forecast(longer).of(Phase.AFTER).isUp()) {
				return longer;
			}
		}
		return null;
	}

	private Advice upAlready(PhaseFigures after) {
		if (this.plan.mostAttempts() >= after.capacity()) {
			return new Advice(null, Bottleneck.NONE, Sentence.of("storm.advice-up-yet",
					"It is up, and a longer trigger could keep it down: rate · (1 + retries) is {0} a second, not "
							+ "less than the capacity of {1}. A cure has to be there before.",
					this.plan.mostAttempts(), after.capacity()), curl(this.plan.withCure(Cure.LIMIT)));
		}
		int retries = (int) Math.min(Math.ceil(after.capacity() / this.plan.rate()), this.limits.stormRetries());
		StormPlan more = this.plan.withCure(null).withRetries(Math.max(retries, this.plan.retries() + 1));
		boolean allowed = more.retries() <= this.limits.stormRetries()
				&& more.rate() <= this.limits.highestRate(more.retries(), more.timeout());
		return new Advice(null, Bottleneck.NONE,
				Sentence.of("storm.advice-up",
						"Nothing has to change. It stays up as long as rate · (1 + retries), now {0} a second, is less "
								+ "than the capacity of {1}.",
						this.plan.mostAttempts(), after.capacity()),
				curl(allowed ? more : this.plan));
	}

	private Advice keep(PhaseFigures after, PhaseFigures cured) {
		Cure cure = this.plan.cure();
		String name = (cure != null) ? cure.id() : "";
		Sentence keep = Sentence.of("storm.advice-keep", "{0} Keep {1}: {2} answers in time instead of {3}.",
				bottleneck(after), name, cured.goodput(), after.goodput());
		StormPlan without = (this.plan.retries() > 0) ? recovering(this.plan.withCure(null).withRetries(0)) : null;
		return (without != null) ? new Advice(null, Bottleneck.THREAD,
				Sentence.of("storm.advice-keep-retries", "{0} See what happens without any retry, too.", keep),
				curl(without)) : new Advice(null, Bottleneck.THREAD, keep, curl(this.plan));
	}

	private Sentence bottleneck(PhaseFigures after) {
		if (this.plan.recovers()) {
			return Sentence.of("storm.bottleneck-queue",
					"A thread was the bottleneck: after the trigger a full queue of {0} calls takes about {1} s to drain.",
					this.plan.queue(), Rounded.tenths(this.plan.drainSeconds()));
		}
		return (this.plan.retries() > 0) ? Sentence.of("storm.bottleneck-retries",
				"A thread was the bottleneck, and retries keep it so: {0} attempts a second for a capacity of {1}.",
				after.attempts(), after.capacity())
				: Sentence.of("storm.bottleneck-rate",
						"A thread was the bottleneck: {0} calls a second arrive, for a capacity of {1}.",
						after.offered(), after.capacity());
	}

	private void cures(PhaseFigures after, List<Advice> advice) {
		if (this.plan.rate() >= after.capacity()) {
			return;
		}
		Map<Cure, Double> helping = helping(this.plan);
		StormPlan longer = helping.isEmpty() ? curable() : null;
		if (longer != null) {
			helping = helping(longer);
		}
		if (helping.isEmpty()) {
			return;
		}
		List<String> names = helping.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.map((it) -> "cure=" + it.getKey().id() + " " + it.getValue())
			.toList();
		Cure first = helping.keySet().stream().max(Comparator.comparingInt(Adviser::reliable)).orElseThrow();
		Sentence cures = Sentence.of("storm.advice-cures",
				"In the simulation these cures bring the answers in time, now {0} of {1} calls a second, up to: {2}. "
						+ "Each of them cures with each of {3} seeds.",
				after.goodput(), after.offeredHalf(), Sentence.names(names), SEEDS);
		Sentence text = (longer != null)
				? Sentence.of("storm.advice-cures-longer",
						"{0} A phase of {1} is too short to see a cure, and {2} is long enough. {3}", bottleneck(after),
						DurationConverter.print(this.plan.phase()), DurationConverter.print(longer.phase()), cures)
				: Sentence.of("storm.advice-bottleneck", "{0} {1}", bottleneck(after), cures);
		advice.add(new Advice(null, Bottleneck.THREAD, text,
				curl(((longer != null) ? longer : this.plan).withCure(first))));
	}

	// Each cure, tried in the simulation: with the same arrivals, and with others.
	private Map<Cure, Double> helping(StormPlan plan) {
		Map<Cure, Double> helping = new EnumMap<>(Cure.class);
		for (Cure cure : Cure.values()) {
			boolean tried = cure == this.plan.cure() && plan.phase().equals(this.plan.phase());
			boolean needsRetries = cure == Cure.BACKOFF || cure == Cure.BUDGET;
			if (tried || (needsRetries && plan.retries() == 0)) {
				continue;
			}
			StormPlan other = plan.withCure(cure);
			if (Odds.of(other, this.overheads, SEEDS, () -> false).isAlways()) {
				helping.put(cure, Rounded.tenths(forecast(other).of(Phase.CURED).goodput()));
			}
		}
		return helping;
	}

	// The shortest of the longer phases with a cure that always cures.
	private @Nullable StormPlan curable() {
		long most = this.limits.stormPhase().toSeconds();
		for (long seconds = (long) this.plan.phaseSeconds() + 1; seconds <= most; seconds++) {
			StormPlan longer = this.plan.withPhase(Duration.ofSeconds(seconds));
			if (cures(longer.withCure(Cure.LIMIT)) || cures(longer.withCure(Cure.DEADLINE))) {
				return longer;
			}
		}
		return null;
	}

	private boolean cures(StormPlan plan) {
		return forecast(plan).of(Phase.CURED).isUp() && Odds.of(plan, this.overheads, SEEDS, () -> false).isAlways();
	}

	// Those that cure whatever the seed.
	private static int reliable(Cure cure) {
		return switch (cure) {
			case LIMIT -> 3;
			case DEADLINE -> 2;
			case BUDGET -> 1;
			case STOP_WORK, BACKOFF, BREAKER -> 0;
		};
	}

	private void fewerRetries(PhaseFigures after, List<Advice> advice) {
		for (int retries = this.plan.retries() - 1; retries >= 0; retries--) {
			StormPlan fewer = recovering(this.plan.withCure(null).withRetries(retries));
			if (fewer != null) {
				advice.add(new Advice(null, Bottleneck.THREAD, Sentence.of("storm.advice-retries",
						"With retries={0} instead of {1} it recovers by itself in the simulation: up to {2} attempts a "
								+ "second instead of {3}, and {4} answers in time instead of {5}.",
						retries, this.plan.retries(), fewer.mostAttempts(), this.plan.mostAttempts(),
						Rounded.tenths(forecast(fewer).of(Phase.AFTER).goodput()), after.goodput()), curl(fewer)));
				return;
			}
		}
	}

	private void moreThreads(PhaseFigures after, List<Advice> advice) {
		double needed = this.plan.mostAttempts() * (this.plan.delay().toNanos() / 1e9);
		int threads = (int) Math.floor(needed) + 1;
		if (threads <= this.plan.threads() || threads > this.limits.stormThreads()) {
			return;
		}
		StormPlan more = recovering(this.plan.withCure(null).withThreads(threads));
		if (more != null) {
			advice.add(new Advice(null, Bottleneck.THREAD, Sentence.of("storm.advice-threads",
					"With {0} threads instead of {1} the capacity of {2} is above all attempts that can arrive, {3} a "
							+ "second: {4} answers in time instead of {5} in the simulation.",
					threads, this.plan.threads(), Rounded.tenths(more.capacity(Phase.AFTER)), this.plan.mostAttempts(),
					Rounded.tenths(forecast(more).of(Phase.AFTER).goodput()), after.goodput()), curl(more)));
		}
	}

	private Forecast.Predicted forecast(StormPlan plan) {
		return Forecast.of(plan, this.overheads);
	}

	private String curl(StormPlan plan) {
		String path = plan.path();
		return this.curl.apply(path + (path.contains("?") ? "&" : "?") + TEXT);
	}

}
