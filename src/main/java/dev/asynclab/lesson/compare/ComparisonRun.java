package dev.asynclab.lesson.compare;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

import dev.asynclab.answer.Running;
import dev.asynclab.job.Style;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Lessons;
import dev.asynclab.lesson.Plan;
import dev.asynclab.timeline.Comparison;
import dev.asynclab.timeline.LogEntry;
import dev.asynclab.timeline.Report;
import org.jspecify.annotations.Nullable;

/**
 * Runs one plan in one style after the other, so that the runs do not disturb each other.
 */
final class ComparisonRun {

	private final Lessons lessons;

	private final Lesson lesson;

	private final Plan plan;

	private final Map<Style, Report> reports = new ConcurrentSkipListMap<>();

	private final Consumer<Entry> listener;

	private volatile boolean cancelled;

	private volatile @Nullable Running<Report> current;

	ComparisonRun(Lessons lessons, Lesson lesson, Plan plan, Consumer<Entry> listener) {
		this.lessons = lessons;
		this.lesson = lesson;
		this.plan = plan;
		this.listener = listener;
	}

	CompletableFuture<Comparison> run(List<Style> styles) {
		CompletableFuture<?> previous = CompletableFuture.completedFuture(null);
		for (Style style : styles) {
			previous = previous.thenCompose((_) -> run(style)).thenAccept((report) -> this.reports.put(style, report));
		}
		return previous.thenApply((_) -> new Comparison(List.copyOf(this.reports.values())));
	}

	void cancel() {
		this.cancelled = true;
		Running<Report> running = this.current;
		if (running != null) {
			running.cancel();
		}
	}

	private CompletableFuture<Report> run(Style style) {
		Running<Report> running = this.lessons.startAdmitted(this.lesson, this.plan.in(style),
				(entry) -> this.listener.accept(new Entry(style.id(), entry)));
		this.current = running;
		if (this.cancelled) {
			running.cancel();
		}
		return running.report();
	}

	/**
	 * An entry in the log of one run.
	 *
	 * @param style the style of the run
	 * @param entry what happened; its time counts from the beginning of that run
	 */
	record Entry(String style, LogEntry entry) {

	}

}
