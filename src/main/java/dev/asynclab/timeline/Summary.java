package dev.asynclab.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Puts the figures of a report into sentences. Two times are called equal only if they
 * read the same, and about equal only within {@link Timeline#CLOSE}.
 */
record Summary(Report report) {

	private static final int LONGEST_ERROR = 300;

	private static final int MOST_TURNS = 3;

	static String heading(List<Report> runs) {
		if (runs.size() == 1) {
			return new Summary(runs.getFirst()).heading();
		}
		List<String> concepts = runs.stream().map(Report::concept).distinct().map(Printable::of).toList();
		return String.join(", ", concepts) + " compared: " + runs.size() + " runs";
	}

	String heading() {
		return "%s in style %s: %s".formatted(Printable.of(this.report.concept()), Printable.of(this.report.style()),
				count(this.report.tasks().size(), "task"));
	}

	String answer(int columns) {
		Result result = this.report.result();
		String after = " " + after(result);
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

	static String mark(Result result) {
		return result.status().name().toLowerCase(Locale.ROOT) + " " + after(result);
	}

	private static String after(Result result) {
		return "after " + TimeText.of(result.atMs());
	}

	// Whether work went on when the caller had been answered.
	static boolean ranOn(Drawn run) {
		Result result = run.result();
		return result != null && !same(result.atMs(), run.wallMs());
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
		String gain = String.format(Locale.ROOT, "speed-up %.2f, at most %d at once, holding %s", this.report.speedup(),
				this.report.peakConcurrency(), threads());
		double waitedMs = this.report.tasks().stream().mapToDouble(Summary::waitedMs).max().orElse(0);
		return (waitedMs > Timeline.CLOSE * this.report.wallMs()) ? gain + ", queued for up to " + TimeText.of(waitedMs)
				: gain;
	}

	private String threads() {
		long threads = this.report.tasks()
			.stream()
			.flatMap((task) -> task.segments().stream())
			.map(Segment::thread)
			.filter(Objects::nonNull)
			.distinct()
			.count();
		return (threads == 0) ? "no thread" : count(threads, "thread");
	}

	// What the other figures don't tell: who could have gone on, and had to wait; or had
	// not, though another task blocked meanwhile.
	List<String> turns() {
		double least = Timeline.noticeableMs(this.report.wallMs());
		List<Turn> all = this.report.tasks().stream().flatMap(Turn::of).toList();
		boolean anyWaited = all.stream().anyMatch((turn) -> turn.waitedMs() > least);
		List<Turn> turns = all.stream()
			.filter((turn) -> anyWaited ? turn.waitedMs() > least : isBlockedMeanwhile(turn))
			.sorted(Comparator.comparingDouble(Turn::waitedMs).reversed())
			.toList();
		List<String> sentences = new ArrayList<>(turns.stream().limit(MOST_TURNS).map(Turn::sentence).toList());
		if (turns.size() > MOST_TURNS) {
			sentences.add("%d more waited for their turn, for up to %s".formatted(turns.size() - MOST_TURNS,
					TimeText.of(turns.get(MOST_TURNS).waitedMs())));
		}
		return sentences;
	}

	private boolean isBlockedMeanwhile(Turn turn) {
		return this.report.tasks()
			.stream()
			.flatMap((task) -> task.segments().stream())
			.anyMatch((segment) -> segment.state() == Segment.State.BLOCKING && segment.fromMs() < turn.readyMs()
					&& turn.servedMs() < segment.toMs());
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

	private static double waitedMs(TaskSpan task) {
		Double created = task.createdMs();
		Double start = task.startMs();
		return (created != null && start != null) ? start - created : 0;
	}

	private String relation(double ms) {
		if (same(this.report.wallMs(), ms)) {
			return " = ";
		}
		return (Math.abs(this.report.wallMs() - ms) <= Timeline.CLOSE * this.report.wallMs()) ? " ≈ " : "";
	}

	private static boolean same(double ms, double otherMs) {
		return TimeText.of(ms).equals(TimeText.of(otherMs));
	}

	private static String count(long count, String thing) {
		return count + " " + thing + ((count == 1) ? "" : "s");
	}

	/**
	 * When the answer for a task was there, and when the task was served.
	 */
	private record Turn(String task, double readyMs, double servedMs) {

		private static Stream<Turn> of(TaskSpan task) {
			List<Turn> turns = new ArrayList<>();
			List<Segment> segments = task.segments();
			for (int i = 0; i < segments.size(); i++) {
				Segment segment = segments.get(i);
				Segment next = (i + 1 < segments.size()) ? segments.get(i + 1) : null;
				if (segment.state() == Segment.State.READY) {
					turns.add(new Turn(Printable.of(task.name()), segment.fromMs(), segment.toMs()));
				}
				else if (segment.state() == Segment.State.AWAITING
						&& (next == null || next.state() != Segment.State.READY)) {
					turns.add(new Turn(Printable.of(task.name()), segment.toMs(), segment.toMs()));
				}
			}
			return turns.stream();
		}

		private double waitedMs() {
			return this.servedMs - this.readyMs;
		}

		private String sentence() {
			String ready = TimeText.of(this.readyMs);
			String served = TimeText.of(this.servedMs);
			return "%s was ready after %s and was served ".formatted(this.task, ready)
					+ (ready.equals(served) ? "at once" : "after " + served);
		}

	}

}
