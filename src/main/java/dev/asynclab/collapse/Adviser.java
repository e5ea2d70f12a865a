package dev.asynclab.collapse;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.asynclab.answer.OwnServer;
import dev.asynclab.job.Place;
import dev.asynclab.load.Advice;
import dev.asynclab.load.Bottleneck;
import dev.asynclab.load.CpuMeter;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Says what the bottleneck of an experiment was, what would help and by how much. The
 * prediction of the changed experiment says how much.
 */
final class Adviser {

	/** What falls further behind its prediction needs another explanation. */
	private static final double FAR = 0.9;

	private final CollapsePlan plan;

	private final Prediction prediction;

	private final CollapseLimits limits;

	private final OwnServer server;

	Adviser(CollapsePlan plan, Prediction prediction, CollapseLimits limits, OwnServer server) {
		this.plan = plan;
		this.prediction = prediction;
		this.limits = limits;
		this.server = server;
	}

	List<Advice> advise(List<PhaseFigures> phases) {
		Map<Phase, PhaseFigures> figures = new EnumMap<>(Phase.class);
		phases.forEach((phase) -> figures.put(phase.name(), phase));
		PhaseFigures slow = behind(figures.get(Phase.HEALTHY));
		slow = (slow != null) ? slow : behind(figures.get(Phase.BLOCKING));
		return (slow != null) ? List.of(foreseen(), unforeseen(slow)) : List.of(foreseen());
	}

	private Advice foreseen() {
		if (this.plan.inFlight() > this.limits.calls()) {
			return advice(Bottleneck.NONE, Sentence.of("advice.calls",
					"Even calls that never wait for their turn are more than {0} at once, the most that the lab allows. "
							+ "Ask for fewer or shorter ones.",
					this.limits.calls()), this.plan);
		}
		if (!this.prediction.collapses()) {
			return nothing();
		}
		return (this.plan.threads() != null) ? threads(this.plan.threads()) : loop();
	}

	private static @Nullable PhaseFigures behind(@Nullable PhaseFigures phase) {
		return (phase != null && phase.completed() < FAR * phase.predicted()) ? phase : null;
	}

	private Advice unforeseen(PhaseFigures phase) {
		Double load = phase.cpuLoad();
		long percent = (load != null) ? Math.round(100 * load) : 0;
		if (!CpuMeter.isBusy(load)) {
			return advice(Bottleneck.NONE, Sentence.of("advice.measure-again",
					"{0} calls a second succeeded, although {1} were predicted, and this service did not use up the cores. "
							+ "Measure again: a cold service and other programs on the machine cost time, too.",
					Math.round(phase.completed()), Math.round(phase.predicted())), this.plan);
		}
		CollapsePlan slower = this.plan.withRate(Math.max(1, this.plan.rate() / 2));
		return CpuMeter.isBusyWithOthers(load, phase.ownCpuLoad()) ? advice(Bottleneck.CORE, Sentence.of(
				"advice.others",
				"A core was the bottleneck: other programs kept {0}% of the machine busy with this one. {1} calls a second "
						+ "succeeded, and {2} were predicted. Measure again without them.",
				percent, Math.round(phase.completed()), Math.round(phase.predicted())), this.plan)
				: advice(Bottleneck.CORE, Sentence.of("advice.cores",
						"A core was the bottleneck: the machine was busy for {0}% of the time. {1} calls a second succeeded, and "
								+ "{2} were predicted. Half as many calls need half of it.",
						percent, Math.round(phase.completed()), Math.round(phase.predicted())), slower);
	}

	private Advice nothing() {
		double capacity = this.prediction.capacity(Phase.BLOCKING);
		if (capacity == Double.POSITIVE_INFINITY) {
			return advice(Bottleneck.NONE, Sentence.of("advice.own-threads",
					"Nothing has to change: each call has a thread of its own. The same calls on a loop show what that is worth."),
					this.plan.on(Place.EVENT_LOOP, null));
		}
		int more = (int) Math.min(Math.ceil(1.5 * capacity), this.limits.collapseRate());
		if (more <= capacity) {
			return advice(Bottleneck.NONE,
					Sentence.of("advice.no-collapse",
							"Nothing has to change: the capacity is {0} calls a second, more than the lab can send.",
							Math.round(capacity)),
					this.plan);
		}
		return advice(Bottleneck.NONE, Sentence.of("advice.margin",
				"Nothing has to change: with this share the throughput collapses above {0} calls a second, and {1} "
						+ "arrive. See it at {2}.",
				Math.round(capacity), this.plan.rate(), more), this.plan.withRate(more));
	}

	// The least threads that are busy for less than all of the time.
	private Advice threads(int given) {
		long enough = (long) Math.floor(this.plan.rate() * this.prediction.course().held(Phase.BLOCKING)) + 1;
		long before = Math.round(this.prediction.capacity(Phase.BLOCKING));
		if (enough > this.limits.collapseThreads()) {
			return advice(Bottleneck.THREAD, Sentence.of("advice.too-many-threads",
					"A thread of the pool was the bottleneck. It would need {0} threads instead of {1}, more than the lab "
							+ "allows. Calls on virtual threads wait without them: all {2} calls a second succeed instead of {3}.",
					enough, given, this.plan.rate(), before), this.plan.on(Place.VIRTUAL_THREAD, null));
		}
		return advice(Bottleneck.THREAD, Sentence.of("advice.pool-threads",
				"A thread of the pool was the bottleneck. With {0} threads instead of {1}, all {2} calls a second "
						+ "succeed instead of {3}. So they do on virtual threads.",
				enough, given, this.plan.rate(), before), this.plan.on(this.plan.on(), Math.toIntExact(enough)));
	}

	private Advice loop() {
		long before = Math.round(this.prediction.capacity(Phase.BLOCKING));
		double after = this.prediction.completed(Phase.OFFLOADED, CollapsePlan.seconds(this.plan.phase()));
		if (this.prediction.workersCapacity() >= this.plan.rate()) {
			return advice(Bottleneck.LOOP, Sentence.of("advice.unblock",
					"The loop was the bottleneck. If {0} worker threads run what blocks it, as with asyncio.to_thread, all {1} "
							+ "calls a second succeed instead of {2}. On virtual threads they may block.",
					this.prediction.workers(), this.plan.rate(), before), this.plan.on(Place.VIRTUAL_THREAD, null));
		}
		long enough = (long) Math.floor(this.plan.rate() * this.plan.blockingShare() * this.plan.delaySeconds()) + 1;
		return advice(Bottleneck.LOOP, Sentence.of("advice.more-workers",
				"The loop was the bottleneck. If {0} worker threads run what blocks it, {1} calls a second succeed instead "
						+ "of {2}; {3} would be enough for {4}. On virtual threads they may block.",
				this.prediction.workers(), Math.round(after), before, enough, this.plan.rate()),
				this.plan.on(Place.VIRTUAL_THREAD, null));
	}

	private Advice advice(Bottleneck bottleneck, Sentence text, CollapsePlan next) {
		return new Advice(null, bottleneck, text, this.server.curl(next.path() + "&format=text"));
	}

}
