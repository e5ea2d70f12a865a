package dev.asynclab.storm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.asynclab.load.Advice;
import dev.asynclab.load.Bottleneck;
import dev.asynclab.notation.Rounded;
import dev.asynclab.notation.Sentence;

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
				"A thread was the bottleneck: {0} carry {1} calls a second, and {2} arrive. No change that the lab "
						+ "allows brings them back in the simulation.",
				this.plan.threads(), after.capacity(), after.offered()), curl(this.plan.withCure(Cure.LIMIT))))
				: advice;
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
		return new Advice(null, Bottleneck.THREAD, Sentence.of("storm.advice-keep",
				"A thread was the bottleneck, and retries kept it so: {0} attempts a second for a capacity of {1}. Keep {2}: "
						+ "{3} answers in time instead of {4}. See what happens without any retry, too.",
				after.attempts(), after.capacity(), name, cured.goodput(), after.goodput()),
				curl(this.plan.withCure(null).withRetries(0)));
	}

	// Each cure, tried in the simulation: with the same arrivals, and with others.
	private void cures(PhaseFigures after, List<Advice> advice) {
		Map<Cure, Double> helping = new EnumMap<>(Cure.class);
		for (Cure cure : Cure.values()) {
			StormPlan other = this.plan.withCure(cure);
			if (cure != this.plan.cure() && Odds.of(other, this.overheads, SEEDS, () -> false).isAlways()) {
				helping.put(cure, Rounded.tenths(forecast(other).of(Phase.CURED).goodput()));
			}
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
		advice.add(new Advice(null, Bottleneck.THREAD, Sentence.of("storm.advice-cures",
				"A thread was the bottleneck, and retries keep it so: {0} attempts a second for a capacity of {1}. In the "
						+ "simulation so many of {2} calls a second are answered in time again, instead of {3}: {4}. "
						+ "Each of these cures with each of {5} seeds.",
				after.attempts(), after.capacity(), after.offered(), after.goodput(), Sentence.names(names), SEEDS),
				curl(this.plan.withCure(first))));
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
			StormPlan fewer = this.plan.withCure(null).withRetries(retries);
			Forecast.PredictedPhase then = forecast(fewer).of(Phase.AFTER);
			if (Outcome.of(then.goodput(), then.offered()) == Outcome.UP) {
				advice.add(new Advice(null, Bottleneck.THREAD, Sentence.of("storm.advice-retries",
						"With retries={0} instead of {1} it recovers by itself in the simulation: up to {2} attempts a "
								+ "second instead of {3}, and {4} answers in time instead of {5}.",
						retries, this.plan.retries(), fewer.mostAttempts(), this.plan.mostAttempts(),
						Rounded.tenths(then.goodput()), after.goodput()), curl(fewer)));
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
		StormPlan more = this.plan.withCure(null).withThreads(threads);
		Forecast.PredictedPhase then = forecast(more).of(Phase.AFTER);
		if (Outcome.of(then.goodput(), then.offered()) == Outcome.UP) {
			advice.add(new Advice(null, Bottleneck.THREAD, Sentence.of("storm.advice-threads",
					"With {0} threads instead of {1} the capacity of {2} is above all attempts that can arrive, {3} a "
							+ "second: {4} answers in time instead of {5} in the simulation.",
					threads, this.plan.threads(), Rounded.tenths(more.capacity(Phase.AFTER)), this.plan.mostAttempts(),
					Rounded.tenths(then.goodput()), after.goodput()), curl(more)));
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
