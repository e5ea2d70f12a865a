package dev.asynclab.collapse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Says what the figures of an experiment show, and whether it was predicted.
 */
final class Remarks {

	private static final String REFUSED = "429";

	/** A smaller difference is none. */
	private static final double SLIGHT = 0.05;

	private final CollapsePlan plan;

	private final Prediction prediction;

	private final CollapseLimits limits;

	Remarks(CollapsePlan plan, Prediction prediction, CollapseLimits limits) {
		this.plan = plan;
		this.prediction = prediction;
		this.limits = limits;
	}

	List<Remark> on(List<PhaseFigures> phases) {
		List<Remark> remarks = new ArrayList<>();
		PhaseFigures blocking = null;
		for (PhaseFigures figures : phases) {
			switch (figures.name()) {
				case HEALTHY -> {
				}
				case BLOCKING -> {
					blocking = figures;
					remarks.add(new Remark(figures.name(), blocking(figures)));
				}
				case RECOVERY -> remarks.add(new Remark(figures.name(), recovery(figures)));
				case OFFLOADED -> {
					if (blocking != null) {
						remarks.add(new Remark(figures.name(), cure(blocking, figures)));
					}
				}
			}
			refusals(figures, remarks);
		}
		return remarks;
	}

	private Sentence blocking(PhaseFigures figures) {
		if (isLess(figures.completed(), figures.offered())) {
			return Sentence.of("remark.collapsed", "{0} of {1} calls a second succeeded; {2} were predicted.",
					Math.round(figures.completed()), Math.round(figures.offered()), Math.round(figures.predicted()));
		}
		return this.prediction.site().isUnlimited()
				? Sentence.of("remark.own-threads",
						"Nothing collapsed: each call has a thread of its own, so a call that blocks delays no other.")
				: Sentence.of("remark.no-collapse",
						"Nothing collapsed: {0} calls a second succeeded, {1} were predicted. The capacity at this share is {2}.",
						Math.round(figures.completed()), Math.round(figures.predicted()),
						Math.round(this.prediction.capacity(Phase.BLOCKING)));
	}

	private static Sentence recovery(PhaseFigures figures) {
		Double drained = figures.drainMs();
		Double predicted = figures.predictedDrainMs();
		if (predicted == null) {
			return (drained != null)
					? Sentence.of("remark.drained-yet",
							"The backlog had drained after {0}; the prediction was that it does not.", time(drained))
					: Sentence.of("remark.never-drained",
							"The backlog had not drained after {0}, as predicted: about as many calls arrive as can be "
									+ "served, or more, even where none blocks.",
							time(figures.durationMs()));
		}
		return (drained != null)
				? Sentence.of("remark.drained", "The backlog had drained after {0}; {1} was predicted.", time(drained),
						time(predicted))
				: Sentence.of("remark.not-drained",
						"The backlog had not drained when the phase ended, after {0}; {1} was predicted.",
						time(figures.durationMs()), time(predicted));
	}

	private Sentence cure(PhaseFigures disease, PhaseFigures cure) {
		int workers = this.prediction.workers();
		int measured = judge(disease.completed(), cure.completed(), cure.offered());
		int predicted = judge(disease.predicted(), cure.predicted(), this.plan.rate());
		Object[] figures = { workers, Math.round(cure.completed()), Math.round(cure.predicted()),
				Math.round(disease.completed()), Math.round(disease.predicted()) };
		if (measured != predicted) {
			return Sentence.of("remark.cure-unclear",
					"Prediction and measurement differ: on {0} worker threads {1} calls a second succeeded and {2} were predicted, "
							+ "instead of {3} and {4} where they block.",
					figures);
		}
		if (measured < 0) {
			return Sentence.of("remark.cure-worse",
					"The cure is worse than the disease: on {0} worker threads {1} calls a second succeeded ({2} predicted), "
							+ "and where they block {3} did ({4} predicted).",
					figures);
		}
		if (measured == 0) {
			return isLess(cure.completed(), cure.offered()) ? Sentence.of("remark.cure-useless",
					"Workers make no difference: on {0} worker threads {1} calls a second succeeded ({2} predicted), and "
							+ "where they block {3} did ({4} predicted).",
					figures)
					: Sentence.of("remark.no-disease",
							"There was nothing to cure: on {0} worker threads {1} calls a second succeeded ({2} predicted), and "
									+ "where they block {3} did ({4} predicted).",
							figures);
		}
		return isLess(cure.completed(), cure.offered()) ? Sentence.of("remark.cure-partial",
				"Workers help, but not enough: on {0} worker threads {1} calls a second succeeded ({2} predicted), and where "
						+ "they block {3} did ({4} predicted).",
				figures)
				: Sentence.of("remark.cured",
						"Workers are a cure: on {0} worker threads {1} calls a second succeeded ({2} predicted), and where they "
								+ "block {3} did ({4} predicted).",
						figures);
	}

	/**
	 * Compares the cure with the disease.
	 * @param disease calls a second where the share blocks
	 * @param cure calls a second where workers run the share
	 * @param all calls a second that were sent
	 * @return -1 if the cure is worse, 1 if it is better, 0 if there is no clear
	 * difference
	 */
	private static int judge(double disease, double cure, double all) {
		double most = Math.min(cure, all);
		if (isLess(most, Math.min(disease, all))) {
			return -1;
		}
		return isLess(Math.min(disease, all), most) ? 1 : 0;
	}

	private static boolean isLess(double one, double other) {
		return one < (1 - SLIGHT) * other;
	}

	private void refusals(PhaseFigures figures, List<Remark> remarks) {
		long refused = figures.errors().getOrDefault(REFUSED, 0L);
		long predicted = this.prediction.course().refused(figures.name());
		if (refused > 0 || predicted > 0) {
			remarks.add(new Remark(figures.name(), Sentence.of("remark.refused",
					"{0} calls were refused, which are the 429 among the errors; {1} were predicted. At most {2} calls may be "
							+ "under way, and none may wait for its turn longer than {3}.",
					refused, predicted, this.limits.calls(), time((double) this.limits.callWait().toMillis()))));
		}
		String others = figures.errors()
			.entrySet()
			.stream()
			.filter((error) -> !error.getKey().equals(REFUSED))
			.map((error) -> error.getValue() + " × " + error.getKey())
			.collect(Collectors.joining(", "));
		if (!others.isEmpty()) {
			remarks.add(new Remark(figures.name(),
					Sentence.of("remark.failed", "Calls failed for another reason: {0}.", others)));
		}
	}

	static String time(double ms) {
		return (ms < 1000) ? String.format(Locale.ROOT, "%.1f ms", ms)
				: String.format(Locale.ROOT, "%.2f s", ms / 1000);
	}

	static String time(@Nullable Double ms) {
		return (ms != null) ? time(ms.doubleValue()) : "–";
	}

}
