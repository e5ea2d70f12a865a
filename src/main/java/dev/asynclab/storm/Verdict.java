package dev.asynclab.storm;

import java.util.List;

import dev.asynclab.notation.Rounded;
import dev.asynclab.notation.Sentence;
import dev.asynclab.storm.cure.RetryBudget;
import org.jspecify.annotations.Nullable;

/**
 * Says what to learn of an experiment, from what was measured and from what was
 * predicted.
 */
final class Verdict {

	private Verdict() {
	}

	/**
	 * Says what to learn.
	 * @param plan the experiment
	 * @param odds with how many seeds the simulation is cured; null without a cure
	 * @param phases the phases that have begun
	 * @return the sentence
	 */
	static Sentence lesson(StormPlan plan, @Nullable Odds odds, List<PhaseFigures> phases) {
		PhaseFigures after = find(phases, Phase.AFTER);
		if (after == null) {
			return Sentence.of("storm.no-after", "It was stopped before the trigger was gone.");
		}
		PhaseFigures healthy = find(phases, Phase.HEALTHY);
		if (healthy != null && healthy.measured() != Outcome.UP) {
			return Sentence.of("storm.unhealthy",
					"It was not healthy before the trigger: {0} of {1} calls a second were answered in time (predicted "
							+ "{2}). Either the rate is too near to the capacity of {3}, or the machine was busy with "
							+ "something else. Any short stall can trigger a storm. Run it again.",
					healthy.goodput(), healthy.offeredHalf(), healthy.predictedGoodput(), healthy.capacity());
		}
		PhaseFigures cured = find(phases, Phase.CURED);
		Cure cure = plan.cure();
		return (cured == null || cure == null) ? after(plan, after) : Sentence.of("storm.lesson", "{0} {1} {2}",
				after(plan, after), cured(cure, odds, cured), what(plan, cure, cured));
	}

	static @Nullable PhaseFigures find(List<PhaseFigures> phases, Phase name) {
		return phases.stream().filter((phase) -> phase.name() == name).findFirst().orElse(null);
	}

	private static Sentence after(StormPlan plan, PhaseFigures after) {
		if (after.measured() != Outcome.UP && plan.recovers() && isTooShort(plan, plan.drainSeconds())) {
			return Sentence.of("storm.after-too-short",
					"The trigger is gone, and {0} of {1} calls a second are answered in time (predicted {2}). It "
							+ "recovers by itself: at most rate · (1 + retries) = {3} attempts a second arrive, less than the "
							+ "capacity of {4}. But a full queue of {5} calls takes about {6} s to drain, and half of the "
							+ "phase is only {7} s: too short to tell.",
					after.goodput(), after.offeredHalf(), after.predictedGoodput(), plan.mostAttempts(),
					after.capacity(), plan.queue(), Rounded.tenths(plan.drainSeconds()),
					Rounded.tenths(plan.phaseSeconds() / 2));
		}
		return switch (after.measured()) {
			case DOWN -> Sentence.of("storm.after-down",
					"The trigger is gone, and still only {0} of {1} calls a second are answered in time (predicted {2}): "
							+ "{3} attempts a second arrive, the service can carry at most {4}, and {5}% of its work is for "
							+ "clients who have left.",
					after.goodput(), after.offeredHalf(), after.predictedGoodput(), after.attempts(), after.capacity(),
					percent(after.wastedWork(), after.served()));
			case PARTLY -> Sentence.of("storm.after-partly",
					"The trigger is gone, and {0} of {1} calls a second are answered in time (predicted {2}), with {3} "
							+ "attempts a second and a capacity of {4}.",
					after.goodput(), after.offeredHalf(), after.predictedGoodput(), after.attempts(), after.capacity());
			case UP -> plan.recovers() ? Sentence.of("storm.after-recovers",
					"It recovers by itself: {0} of {1} calls a second are answered in time (predicted {2}). Even "
							+ "if no attempt succeeds, rate · (1 + retries) = {3} attempts a second arrive, less "
							+ "than the capacity of {4}, so the backlog drains.",
					after.goodput(), after.offeredHalf(), after.predictedGoodput(), plan.mostAttempts(),
					after.capacity())
					: Sentence.of("storm.after-up",
							"It is up after the trigger: {0} of {1} calls a second are answered in time (predicted {2}). "
									+ "It would stay down if ever the attempts, up to rate · (1 + retries) = {3} a second, "
									+ "filled the queue: the capacity is {4}.",
							after.goodput(), after.offeredHalf(), after.predictedGoodput(), plan.mostAttempts(),
							after.capacity());
		};
	}

	private static Sentence cured(Cure cure, @Nullable Odds odds, PhaseFigures cured) {
		Sentence verdict = switch (cured.measured()) {
			case UP -> Sentence.of("storm.cured-up",
					"With {0}, {1} of {2} calls a second are answered in time again (predicted {3}): it cures.",
					cure.id(), cured.goodput(), cured.offeredHalf(), cured.predictedGoodput());
			case PARTLY -> Sentence.of("storm.cured-partly",
					"With {0}, {1} of {2} calls a second are answered in time (predicted {3}): it helps, and does not "
							+ "cure.",
					cure.id(), cured.goodput(), cured.offeredHalf(), cured.predictedGoodput());
			case DOWN -> Sentence.of("storm.cured-down",
					"With {0}, {1} of {2} calls a second are answered in time (predicted {3}): it does not cure.",
					cure.id(), cured.goodput(), cured.offeredHalf(), cured.predictedGoodput());
		};
		Sentence sure = (odds == null || odds.seeds() == 0) ? verdict : Sentence.of("storm.odds",
				"{0} In the simulation it cures with {1} of {2} seeds.", verdict, odds.cured(), odds.seeds());
		if (cured.measured() == cured.predicted()) {
			return sure;
		}
		return (odds == null || odds.isSure()) ? Sentence.of("storm.unlike",
				"{0} The simulation foresaw something else: it knows nothing of the cores and of the network.", sure)
				: Sentence.of("storm.unsure", "{0} So it may as well come out like this: a millisecond decides.", sure);
	}

	private static Sentence what(StormPlan plan, Cure cure, PhaseFigures cured) {
		if (plan.retries() == 0 && (cure == Cure.BACKOFF || cure == Cure.BUDGET)) {
			return Sentence.of("storm.why-no-retries",
					"With retries=0, {0} changes nothing: without a cure, too, the queue goes on draining.", cure.id());
		}
		if (drainSeconds(plan, cure) == Double.POSITIVE_INFINITY) {
			return Sentence.of("storm.never-drains",
					"The calls with a tenth of retries are {0} a second, not less than the capacity of {1}: the backlog "
							+ "never drains.",
					Rounded.tenths((1 + RetryBudget.SHARE) * plan.rate()), Rounded.tenths(plan.capacity(Phase.CURED)));
		}
		return isTooShort(plan, cure, cured) ? tooShort(plan, cure) : why(plan, cure);
	}

	private static boolean isTooShort(StormPlan plan, Cure cure, PhaseFigures cured) {
		return cure != Cure.BACKOFF && cured.measured() != Outcome.UP && isTooShort(plan, drainSeconds(plan, cure));
	}

	// Goodput is that of the second half.
	private static boolean isTooShort(StormPlan plan, double drainSeconds) {
		return 2 * drainSeconds > plan.phaseSeconds();
	}

	private static Sentence tooShort(StormPlan plan, Cure cure) {
		return Sentence.of("storm.too-short",
				"Half of the phase is too short to tell: a full queue of {0} calls takes {1} s to drain first.",
				plan.queue(), Rounded.tenths(drainSeconds(plan, cure)));
	}

	// How long the backlog of the phase before takes, if the queue is full.
	private static double drainSeconds(StormPlan plan, Cure cure) {
		if (cure == Cure.STOP_WORK) {
			return 0;
		}
		double arriving = (cure == Cure.BUDGET) ? (1 + RetryBudget.SHARE) * plan.rate() : 0;
		double left = plan.capacity(Phase.CURED) - arriving;
		return (left > 0) ? plan.queue() / left : Double.POSITIVE_INFINITY;
	}

	private static Sentence why(StormPlan plan, Cure cure) {
		return switch (cure) {
			case STOP_WORK -> Sentence.of("storm.why-stop-work",
					"The time-out removes the work of clients who have left. But work whose turn comes just before it is "
							+ "begun, stopped and wasted. With few attempts for the capacity it cures, with many it does "
							+ "not, and in between one seed decides.");
			case LIMIT -> (plan.limit() <= plan.inTime()) ? Sentence.of("storm.why-limit",
					"Of {0} calls at most, queued and running, the last one is answered in time; the others are "
							+ "refused at once and cost nothing. Above threads · timeout / delay = {1} calls it "
							+ "would stop curing.",
					plan.limit(), plan.inTime())
					: Sentence.of("storm.why-limit-too-high",
							"Of {0} calls, queued and running, the last one is answered too late: the limit has to be "
									+ "below threads · timeout / delay = {1}.",
							plan.limit(), plan.inTime());
			case BACKOFF -> Sentence.of("storm.why-backoff",
					"Back-off delays attempts and removes none: calls keep arriving, so the number of attempts a second stays the same.");
			case BUDGET -> Sentence.of("storm.why-budget",
					"With retries for a tenth of the calls at most, {0} attempts a second arrive. The backlog drains, and "
							+ "then it is cured.",
					Math.round((1 + RetryBudget.SHARE) * plan.rate()));
			case BREAKER -> Sentence.of("storm.why-breaker",
					"While the breaker is open, for {0} ms at a time, clients send no calls and the backlog drains. It closes "
							+ "when enough of its tries are answered in time.",
					Storms.open(plan).toMillis());
			case DEADLINE -> Sentence.of("storm.why-deadline",
					"A call that can no longer end in time is refused when its turn comes, so what is begun is answered "
							+ "in time. Refusing only what is already late would cure nothing.");
		};
	}

	private static long percent(double part, double whole) {
		return (whole > 0) ? Math.round(100 * part / whole) : 0;
	}

}
