package dev.asynclab.timeline;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A task as a picture shows it: what it did all the time, how it ended, and a label.
 *
 * @param name the task's name, printable
 * @param stretches what it did, one after the other without a gap; empty if it was never
 * created
 * @param end the mark at its end, null if it has none
 * @param time how long it ran, empty if it has no end
 * @param word how it ended, empty if it is done
 * @param description all of this as a sentence
 */
record Bar(String name, List<Stretch> stretches, @Nullable Look end, String time, String word, String description) {

	/** The smallest part of the wall time that a description tells of. */
	private static final double WORTH_TELLING = 0.01;

	static Stream<Bar> of(Drawn run) {
		return run.tasks().stream().map((task) -> of(task, run.wallMs()));
	}

	private static Bar of(TaskSpan task, double wallMs) {
		String name = Printable.of(task.name());
		Double start = task.startMs();
		Double end = task.endMs();
		String time = (start != null && end != null) ? TimeText.of(end - start) : "";
		String word = word(task);
		String ran = time.isEmpty() ? "" : ", ran for " + time;
		String description = name + ": " + (word.isEmpty() ? "done" : word) + ran + states(task, wallMs);
		return new Bar(name, task.segments().stream().map(Stretch::of).toList(), end(task), time, word, description);
	}

	private static String states(TaskSpan task, double wallMs) {
		Map<Segment.State, Double> states = new EnumMap<>(Segment.State.class);
		task.segments().forEach((segment) -> states.merge(segment.state(), segment.durationMs(), Double::sum));
		String text = states.entrySet()
			.stream()
			.filter((state) -> state.getValue() >= WORTH_TELLING * wallMs)
			.map((state) -> Look.of(state.getKey()).styleClass() + " for " + TimeText.of(state.getValue()))
			.collect(Collectors.joining(", "));
		return text.isEmpty() ? "" : ", " + text;
	}

	private static @Nullable Look end(TaskSpan task) {
		return switch (task.state()) {
			case FAILED -> Look.FAILED;
			case CANCELLED -> Look.CANCELLED;
			case DONE, PENDING, NOT_STARTED -> null;
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

}
