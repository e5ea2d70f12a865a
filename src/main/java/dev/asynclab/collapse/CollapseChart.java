package dev.asynclab.collapse;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.asynclab.timeline.Columns;

/**
 * Draws an experiment for a terminal of 80 columns: the calls that succeeded over time,
 * and the figures of each phase.
 */
final class CollapseChart {

	private static final int COLUMNS = 72;

	private static final int ROWS = 6;

	private static final String[] EIGHTHS = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };

	private final CollapseReport report;

	private final List<String> lines = new ArrayList<>();

	CollapseChart(CollapseReport report) {
		this.report = report;
	}

	String draw() {
		line(String.format(Locale.ROOT, "collapse on %s: %d calls a second, %s%% of them block %d ms",
				this.report.on().id(), this.report.rate(), number(100 * this.report.blockingShare()),
				this.report.delayMs()));
		line("");
		if (!this.report.points().isEmpty()) {
			chart();
			line("");
		}
		line(String.format(Locale.ROOT, "%-9s %7s %9s %9s %5s %9s %9s %9s %6s", "calls/s", "offered", "completed",
				"predicted", "ratio", "p50", "p99", "max", "errors"));
		this.report.phases().forEach(this::figures);
		line("");
		this.report.phases().forEach(this::remarks);
		if (this.report.stopped()) {
			line("The experiment was stopped before its end.");
		}
		line(String.format(Locale.ROOT, "%d cores, Java %s, %s", this.report.machine().cores(),
				this.report.machine().java(), this.report.machine().os()));
		line("");
		wrap(this.report.lesson());
		line("next: " + this.report.next());
		return this.lines.stream().map((line) -> line.stripTrailing() + "\n").collect(Collectors.joining());
	}

	private void chart() {
		List<Point> points = this.report.points();
		int columns = Math.min(COLUMNS, points.size());
		double[] heights = new double[columns];
		List<Phase> phases = new ArrayList<>();
		for (int column = 0; column < columns; column++) {
			List<Point> slice = points.subList(column * points.size() / columns,
					(column + 1) * points.size() / columns);
			heights[column] = slice.stream().mapToDouble(Point::completed).average().orElse(0);
			phases.add(slice.getFirst().phase());
		}
		// The burst of a backlog that drains must not flatten the rest.
		double top = 1.5 * this.report.rate();
		for (int row = ROWS - 1; row >= 0; row--) {
			StringBuilder line = new StringBuilder();
			for (double height : heights) {
				double eighths = 8 * (height / top * ROWS - row);
				line.append(EIGHTHS[Math.clamp(Math.round(eighths), 0, 8)]);
			}
			line(String.format(Locale.ROOT, "%5d ┤%s", Math.round(top * (row + 1) / ROWS), line));
		}
		line(String.format(Locale.ROOT, "%5s └%s", "", "─".repeat(columns)));
		line(String.format(Locale.ROOT, "%5s  %s", "", names(phases)));
	}

	private static String names(List<Phase> phases) {
		Map<Phase, Integer> widths = new EnumMap<>(Phase.class);
		phases.forEach((phase) -> widths.merge(phase, 1, Integer::sum));
		StringBuilder names = new StringBuilder();
		widths.forEach((phase, width) -> names.append(("%-" + width + "s").formatted("│" + phase.id()), 0, width));
		return names.toString();
	}

	private void figures(PhaseFigures phase) {
		long errors = phase.errors().values().stream().mapToLong(Long::longValue).sum();
		line(String.format(Locale.ROOT, "%-9s %7s %9s %9s %5s %9s %9s %9s %6d", phase.name().id(),
				number(phase.offered()), number(phase.completed()), number(phase.predicted()),
				String.format(Locale.ROOT, "%.2f", phase.ratio()), ms(phase.p50Ms()), ms(phase.p99Ms()),
				ms(phase.maxMs()), errors));
	}

	private void remarks(PhaseFigures phase) {
		List<String> remarks = new ArrayList<>();
		if (phase.name() == Phase.BLOCKING || phase.name() == Phase.OFFLOADED) {
			remarks.add("predicted " + phase.because());
		}
		Double drainMs = phase.drainMs();
		Double predictedDrainMs = phase.predictedDrainMs();
		if (drainMs != null && predictedDrainMs != null) {
			remarks.add("drained after " + ms(drainMs) + ", predicted " + ms(predictedDrainMs));
		}
		Double stallMs = phase.longestStallMs();
		if (stallMs != null && stallMs >= 100) {
			remarks.add("a heartbeat waited " + ms(stallMs));
		}
		if (!phase.errors().isEmpty()) {
			remarks.add("errors " + phase.errors()
				.entrySet()
				.stream()
				.map((error) -> error.getValue() + " × " + error.getKey())
				.collect(Collectors.joining(", ")));
		}
		if (!remarks.isEmpty()) {
			wrap(phase.name().id() + ": " + String.join("; ", remarks));
		}
	}

	private static String number(double number) {
		return String.format(Locale.ROOT, "%.1f", number).replaceFirst("\\.0$", "");
	}

	private static String ms(double ms) {
		return (ms < 1000) ? String.format(Locale.ROOT, "%.1f ms", ms)
				: String.format(Locale.ROOT, "%.2f s", ms / 1000);
	}

	private void wrap(String text) {
		this.lines.addAll(Columns.wrap(text, 80));
	}

	private void line(String line) {
		this.lines.add(line);
	}

}
