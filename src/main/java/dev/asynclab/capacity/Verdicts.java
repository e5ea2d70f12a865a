package dev.asynclab.capacity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.asynclab.job.Style;
import dev.asynclab.load.Arrivals;
import dev.asynclab.notation.Rounded;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Says which style carries a workload.
 */
final class Verdicts {

	private static final double SLIGHT_MS = 5;

	private static final double SLIGHT = 1.1;

	private final CapacityPlan plan;

	private final Mode mode;

	private final int highestRate;

	Verdicts(CapacityPlan plan, Mode mode, int highestRate) {
		this.plan = plan;
		this.mode = mode;
		this.highestRate = highestRate;
	}

	StyleCapacity of(Style style, Predicted predicted, @Nullable Measured measured) {
		if (this.mode == Mode.FIND && measured != null) {
			return new StyleCapacity(style, predicted, measured, measured.carries(), tippingPoint(predicted, measured));
		}
		Carries carries = (measured != null) ? measured.carries() : predicted.carries();
		Double utilisation = predicted.utilisation();
		if (utilisation != null && utilisation >= 1) {
			carries = Carries.NO;
		}
		Sentence verdict = switch (carries) {
			case YES -> inTime((measured != null) ? measured.p99Ms() : predicted.p99Ms());
			case LATE -> late((measured != null) ? measured.p99Ms() : predicted.p99Ms());
			case NO -> notCarried(predicted, measured);
		};
		return new StyleCapacity(style, predicted, measured, carries,
				withCpu((carries != Carries.NO) ? withFailures(verdict, predicted, measured) : verdict, measured));
	}

	private Sentence inTime(double p99Ms) {
		return Sentence.of("verdict.yes", "It carries it: p99 is {0} ms, {1} ms under the SLO.", p99Ms,
				Rounded.tenths(this.plan.sloMs() - p99Ms));
	}

	private Sentence late(double p99Ms) {
		return Sentence.of("verdict.late", "It carries it, but late: p99 is {0} ms, {1} ms over the SLO.", p99Ms,
				Rounded.tenths(p99Ms - this.plan.sloMs()));
	}

	private static Sentence notCarried(Predicted predicted, @Nullable Measured measured) {
		long refused = (measured != null) ? measured.refused() : predicted.refused();
		Double utilisation = predicted.utilisation();
		if (predicted.isInVain()) {
			return inVain(predicted);
		}
		if (utilisation != null && utilisation >= 1) {
			return Sentence.of("verdict.utilisation",
					"It does not carry it: the utilisation is {0}, so the queue grows as long as requests arrive.",
					utilisation);
		}
		if (refused > 0) {
			return Sentence.of("verdict.refused",
					"It does not carry it: {0} requests were refused, because too many calls were under way.", refused);
		}
		if (measured != null && measured.failed() > predicted.failed()) {
			return Sentence.of("verdict.failed",
					"It does not carry it: {0} requests failed, and only {1} have a call that is meant to.",
					measured.failed(), predicted.failed());
		}
		return Sentence.of("verdict.fell-behind",
				"It does not carry it: {0} requests a second succeeded, and {1} should have.",
				(measured != null) ? measured.throughput() : 0, predicted.throughput());
	}

	private static Sentence inVain(Predicted predicted) {
		return Sentence.of("verdict.in-vain",
				"No style carries it: none of {0} requests succeeds, since each has a call that fails.",
				predicted.failed());
	}

	// Failures that were asked for say nothing about a style.
	private static Sentence withFailures(Sentence verdict, Predicted predicted, @Nullable Measured measured) {
		long failed = (measured != null) ? measured.failed() : predicted.failed();
		return (failed > 0) ? Sentence.of("verdict.with-failures",
				"{0} {1} requests failed, since a call of theirs is meant to: they do not count.", verdict, failed)
				: verdict;
	}

	private static Sentence withCpu(Sentence verdict, @Nullable Measured measured) {
		Double load = (measured != null) ? measured.cpuLoad() : null;
		if (measured == null || load == null || !measured.isCpuTheLimit()) {
			return verdict;
		}
		return measured.isBusyWithOthers() ? Sentence.of("verdict.busy",
				"{0} The cores were busy for {1}% of the time, mostly with other programs: measure again without them.",
				verdict, Math.round(100 * load))
				: Sentence.of("verdict.cpu",
						"{0} The cores were busy for {1}% of the time: they were the limit, and no prediction knows of them.",
						verdict, Math.round(100 * load));
	}

	private Sentence tippingPoint(Predicted predicted, Measured measured) {
		Double found = measured.tippingPoint();
		Double foreseen = predicted.tippingPoint();
		Double capacity = predicted.capacity();
		if (predicted.isInVain()) {
			return inVain(predicted);
		}
		if (measured.search() == Search.End.OUT_OF_TIME) {
			return (found != null) ? Sentence.of("verdict.tipping-point-above",
					"Not found within the time: it is in time at {0} requests a second, and no higher rate was measured to "
							+ "the end.",
					found)
					: Sentence.of("verdict.tipping-point-not-found",
							"Not found within the time: no rate was measured to the end at which it is in time.");
		}
		if (found == null) {
			return Sentence.of("verdict.no-tipping-point", "It is in time at {0} requests a second, the most allowed.",
					this.highestRate);
		}
		if (found == 0) {
			return Sentence.of("verdict.never-in-time", "It is in time at no rate.");
		}
		if (foreseen != null && capacity == null) {
			return withCpu(Sentence.of("verdict.bounded-tipping-point",
					"It is in time up to {0} requests a second: predicted {1}, where more calls would be under way at once than the lab allows.",
					found, foreseen), measured);
		}
		if (foreseen == null || capacity == null) {
			return withCpu(Sentence.of("verdict.unlimited-tipping-point",
					"It is in time up to {0} requests a second. No limit was predicted up to {1}.", found,
					this.highestRate), measured);
		}
		return withCpu(Sentence.of("verdict.tipping-point",
				"It is in time up to {0} requests a second: predicted {1}, which is {2}% of the capacity of {3}.",
				found, foreseen, Math.round(100 * foreseen / capacity), capacity), measured);
	}

	Sentence all(List<StyleCapacity> styles) {
		if (this.mode == Mode.FIND) {
			return Sentence.of("verdict.tipping-points", "Requests a second up to which answers are in time: {0}.",
					Sentence.names(styles.stream().map(this::tippingPoint).toList()));
		}
		return Sentence.of("verdict.all", "In time: {0}. Late: {1}. Too much for: {2}. {3}", names(styles, Carries.YES),
				names(styles, Carries.LATE), names(styles, Carries.NO),
				margin(styles.stream()
					.filter((style) -> style.carries() == Carries.YES)
					.sorted(Comparator.comparingDouble(StyleCapacity::p99Ms))
					.toList()));
	}

	private String tippingPoint(StyleCapacity style) {
		Double found = style.tippingPoint();
		Measured measured = style.measured();
		if (measured != null && measured.search() == Search.End.OUT_OF_TIME) {
			return style.style().id() + " " + ((found != null) ? "≥ " + found : "?");
		}
		return style.style().id() + " " + ((found != null) ? found : "≥ " + this.highestRate);
	}

	private static Sentence names(List<StyleCapacity> styles, Carries carries) {
		List<String> names = new ArrayList<>();
		for (StyleCapacity style : styles) {
			if (style.carries() == carries) {
				names.add(style.style().id());
			}
		}
		return names.isEmpty() ? Sentence.of("verdict.nobody", "none") : Sentence.names(names);
	}

	private Sentence margin(List<StyleCapacity> fastestFirst) {
		if (fastestFirst.isEmpty()) {
			return Sentence.of("margin.none", "There is no margin.");
		}
		long margin = Math.round(100 * (1 - fastestFirst.getLast().p99Ms() / this.plan.sloMs()));
		if (fastestFirst.size() == 1) {
			return Sentence.of("margin.one", "Its p99 is {0}% under the SLO.", margin);
		}
		double first = fastestFirst.getFirst().p99Ms();
		double last = fastestFirst.getLast().p99Ms();
		if (last - first <= SLIGHT_MS || last <= SLIGHT * first) {
			return Sentence.of("margin.equal",
					"Their p99 is {0}% or more under the SLO, with no clear difference between them.", margin);
		}
		return Sentence.of("margin.best",
				"Their p99 is {0}% or more under the SLO, from {1} ms in {2} to {3} ms in {4}.", margin, first,
				fastestFirst.getFirst().style().id(), last, fastestFirst.getLast().style().id());
	}

	Sentence lesson() {
		if (this.mode != Mode.FIND) {
			return Sentence.of("capacity.lesson",
					"A call that waits holds a thread of a pool, and none of an event loop or of virtual threads. There "
							+ "the limits are what blocks a loop, the connections, and the cores.");
		}
		return (this.plan.arrivals() == Arrivals.POISSON) ? Sentence.of("capacity.lesson-poisson",
				"Requests that arrive independently come in bursts. So a queue is too long far below the capacity: plan "
						+ "for the tipping point.")
				: Sentence.of("capacity.lesson-constant",
						"Requests in step do not queue until the capacity is reached. Users do not arrive in step: see "
								+ "arrivals=poisson.");
	}

}
