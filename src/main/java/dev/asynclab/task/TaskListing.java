package dev.asynclab.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.asynclab.timeline.ChromeTrace;
import dev.asynclab.timeline.Columns;
import dev.asynclab.timeline.TextPicture;
import dev.asynclab.timeline.Traced;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Some of the tasks.
 *
 * @param states how many of all tasks that were ever created are in each state
 * @param tasks the requested tasks, in the order of their creation
 * @param at when they were listed
 */
record TaskListing(@Schema(
		description = "How many of all tasks that were ever created are in each state.") Map<State, Long> states,
		List<TaskView> tasks, @JsonIgnore Instant at) implements TextPicture, Traced {

	private static final List<String> HEADER = List.of("id", "task name", "style", "state", "age", "thread",
			"cancelled by");

	private static final String GAP = "  ";

	// As a table, like python -m asyncio ps.
	@Override
	public String toText() {
		List<List<String>> rows = Stream
			.concat(Stream.of(HEADER), this.tasks.stream().map((task) -> row(task, this.at)))
			.toList();
		List<Integer> widths = IntStream.range(0, HEADER.size())
			.mapToObj((column) -> rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0))
			.toList();
		String line = "-".repeat(widths.stream().mapToInt((width) -> width + GAP.length()).sum() - GAP.length());
		List<String> lines = rows.stream().map((row) -> line(row, widths)).toList();
		return Stream.concat(Stream.of(states(this.states), "", lines.getFirst(), line), lines.stream().skip(1))
			.map((text) -> text + "\n")
			.collect(Collectors.joining());
	}

	// A process for each style. Times count from the creation of the oldest task.
	@Override
	public String toTrace() {
		Instant begin = this.tasks.stream().map(TaskView::createdAt).min(Comparator.naturalOrder()).orElse(this.at);
		ChromeTrace trace = new ChromeTrace();
		this.tasks.stream()
			.collect(Collectors.groupingBy(TaskView::style, TreeMap::new,
					Collectors.mapping((task) -> task.span(begin, this.at), Collectors.toList())))
			.forEach((style, spans) -> trace.add(style.id(), spans, Duration.between(begin, this.at).toNanos()));
		return trace.toString();
	}

	private static String states(Map<State, Long> states) {
		return states.entrySet()
			.stream()
			.map((entry) -> entry.getValue() + " " + entry.getKey().id())
			.collect(Collectors.joining(", "));
	}

	private static List<String> row(TaskView task, Instant now) {
		Duration age = Duration.between(task.createdAt(), Objects.requireNonNullElse(task.endedAt(), now));
		String cancelledBy = task.cancelRequests().isEmpty() ? "" : task.cancelRequests().getFirst().by();
		return List.of(String.valueOf(task.id()), task.name(), task.style().id(), task.state().id(),
				String.format(Locale.ROOT, "%.1f s", age.toMillis() / 1000.0),
				Objects.requireNonNullElse(task.thread(), ""), cancelledBy);
	}

	private static String line(List<String> row, List<Integer> widths) {
		return IntStream.range(0, row.size())
			.mapToObj((column) -> Columns.padEnd(row.get(column), widths.get(column)))
			.collect(Collectors.joining(GAP))
			.stripTrailing();
	}

}
