package dev.asynclab.timeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.asynclab.timeline.Result.Status;
import org.jspecify.annotations.Nullable;

/**
 * Puts the figures of a report into sentences. Two times are called equal only if they
 * read the same, and about equal only within {@link #CLOSE}.
 */
record Summary(Report report) {

	private static final double CLOSE = 0.02;

	private static final int LONGEST_ERROR = 300;

	static String heading(List<Report> runs) {
		if (runs.size() == 1) {
			return new Summary(runs.getFirst()).heading();
		}
		List<String> concepts = runs.stream().map(Report::concept).distinct().map(Printable::of).toList();
		return String.join(", ", concepts) + " compared: " + runs.size() + " runs";
	}

	String heading() {
		return "%s in style %s: %s".formatted(Printable.of(this.report.concept()), Printable.of(this.report.style()),
				tasks(this.report.tasks().size()));
	}

	String answer(int columns) {
		Result result = this.report.result();
		String after = " " + after();
		return switch (result.status()) {
			case RETURNED -> "returned "
					+ ValueText.of(result.value(), columns - "returned ".length() - Columns.width(after)) + after;
			case RAISED -> "raised " + error(result.error()) + after;
			case CANCELLED -> "cancelled" + after;
		};
	}

	private static String error(@Nullable ErrorSummary error) {
		return (error != null) ? Columns.shorten(ValueText.of(error), LONGEST_ERROR) : "an error";
	}

	String mark() {
		Status status = this.report.result().status();
		return status.name().toLowerCase(Locale.ROOT) + " " + after();
	}

	private String after() {
		return "after " + TimeText.of(this.report.result().atMs());
	}

	boolean ranOn() {
		return !same(this.report.result().atMs(), this.report.wallMs());
	}

	String wall() {
		String wall = "wall " + TimeText.of(this.report.wallMs());
		String longest = "longest " + TimeText.of(this.report.longestMs());
		String sum = "sum " + TimeText.of(this.report.sumMs());
		String toLongest = relation(this.report.longestMs());
		String toSum = relation(this.report.sumMs());
		if (toLongest.isEmpty() && toSum.isEmpty()) {
			return "%s, %s, %s".formatted(wall, longest, sum);
		}
		if (toLongest.isEmpty()) {
			return "%s%s%s, not the %s".formatted(wall, toSum, sum, longest);
		}
		if (toSum.isEmpty()) {
			return "%s%s%s, not the %s".formatted(wall, toLongest, longest, sum);
		}
		return "%s%s%s%s%s".formatted(wall, toLongest, longest, toSum, sum);
	}

	String gain() {
		String gain = String.format(Locale.ROOT, "speed-up %.2f, at most %d at once", this.report.speedup(),
				this.report.peakConcurrency());
		double waitedMs = this.report.tasks().stream().mapToDouble(Summary::waitedMs).max().orElse(0);
		return (waitedMs > CLOSE * this.report.wallMs()) ? gain + ", queued for up to " + TimeText.of(waitedMs) : gain;
	}

	// One sentence for each line of code that blocked the event loop.
	List<String> stalls() {
		Map<String, Double> culprits = new LinkedHashMap<>();
		this.report.stalls().forEach((stall) -> culprits.merge(stall.culprit(), stall.durationMs(), Double::sum));
		return culprits.entrySet()
			.stream()
			.map((culprit) -> "the event loop was kept for %s by %s".formatted(TimeText.of(culprit.getValue()),
					Printable.of(culprit.getKey())))
			.toList();
	}

	static double stalledMs(Report run) {
		return run.stalls().stream().mapToDouble(Stall::durationMs).sum();
	}

	private static double waitedMs(TaskSpan task) {
		Double created = task.createdMs();
		Double start = task.startMs();
		return (created != null && start != null) ? start - created : 0;
	}

	private String relation(double ms) {
		if (same(this.report.wallMs(), ms)) {
			return " = ";
		}
		return (Math.abs(this.report.wallMs() - ms) <= CLOSE * this.report.wallMs()) ? " ≈ " : "";
	}

	private static boolean same(double ms, double otherMs) {
		return TimeText.of(ms).equals(TimeText.of(otherMs));
	}

	private static String tasks(int count) {
		return (count == 1) ? "1 task" : count + " tasks";
	}

}
