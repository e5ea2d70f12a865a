package dev.asynclab.timeline;

import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A task as a picture shows it: the time it waited, the time it ran, and a label. Times
 * are milliseconds since the run began. A stretch that did not happen is null.
 *
 * @param name the task's name, printable
 * @param waiting from its creation until it started or ended
 * @param running from its start until it ended, or until the end of the picture
 * @param look how the running stretch is drawn
 * @param time how long it ran, empty if it has no end
 * @param word how it ended, empty if it is done
 */
record Bar(String name, @Nullable Stretch waiting, @Nullable Stretch running, Look look, String time, String word) {

	static Stream<Bar> of(Report run) {
		return run.tasks().stream().map((task) -> of(task, run.wallMs()));
	}

	private static Bar of(TaskSpan task, double wallMs) {
		Double created = task.createdMs();
		Double start = task.startMs();
		Double end = task.endMs();
		double until = (end != null) ? end : wallMs;
		Stretch waiting = (created != null) ? new Stretch(created, (start != null) ? start : until) : null;
		Stretch running = (start != null) ? new Stretch(start, until) : null;
		String time = (start != null && end != null) ? TimeText.of(end - start) : "";
		return new Bar(Printable.of(task.name()), waiting, running, look(task), time, word(task));
	}

	String description() {
		String ran = this.time.isEmpty() ? "" : ", ran for " + this.time;
		return this.name + ": " + (this.word.isEmpty() ? "done" : this.word) + ran;
	}

	private static Look look(TaskSpan task) {
		return switch (task.state()) {
			case FAILED -> Look.FAILED;
			case CANCELLED -> Look.CANCELLED;
			case DONE, PENDING, NOT_STARTED -> Look.RUNNING;
		};
	}

	private static String word(TaskSpan task) {
		return switch (task.state()) {
			case DONE -> "";
			case FAILED -> "failed";
			case CANCELLED -> "cancelled";
			case NOT_STARTED -> "not started";
			case PENDING -> (task.startMs() != null) ? "running" : "waiting";
		};
	}

	record Stretch(double fromMs, double toMs) {
	}

	/**
	 * How a stretch is drawn: in a terminal with a fill and perhaps a mark at its end, in
	 * SVG with the style class of its name.
	 */
	enum Look {

		RUNNING("█", "", "running"), WAITING("░", "", "waiting in the queue"), FAILED("▒", "✗", "failed"),
		CANCELLED("═", "⊘", "cancelled");

		private final String fill;

		private final String mark;

		private final String meaning;

		Look(String fill, String mark, String meaning) {
			this.fill = fill;
			this.mark = mark;
			this.meaning = meaning;
		}

		String draw(int cells) {
			return this.fill.repeat(cells - this.mark.length()) + this.mark;
		}

		String mark() {
			return this.mark;
		}

		String legend() {
			return this.fill + this.mark + " " + this.meaning;
		}

		String meaning() {
			return this.meaning;
		}

		String styleClass() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
