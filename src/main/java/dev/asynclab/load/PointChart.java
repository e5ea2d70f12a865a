package dev.asynclab.load;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import dev.asynclab.timeline.TimeAxis;

/**
 * Draws for a terminal of 80 columns how many requests succeeded over time, smoothed over
 * half a second, with a time axis and the phases below. Where more were predicted than
 * succeeded, a dot is at the height of what was predicted.
 */
public final class PointChart {

	private static final int COLUMNS = 72;

	private static final int ROWS = 6;

	private static final int COLUMNS_PER_TICK = 9;

	private static final String[] EIGHTHS = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };

	private static final String PREDICTED = "·";

	private final List<Point> points;

	private final double rate;

	private final int columns;

	private PointChart(List<Point> points, double rate) {
		this.points = Smoothing.overHalfASecond(points);
		this.rate = rate;
		this.columns = Math.min(COLUMNS, points.size());
	}

	/**
	 * Draws the points.
	 * @param points what happened
	 * @param rate how many requests arrived a second
	 * @return the lines; none if there are no points
	 */
	public static List<String> lines(List<Point> points, double rate) {
		return points.isEmpty() ? List.of() : new PointChart(points, rate).draw();
	}

	private List<String> draw() {
		List<String> lines = new ArrayList<>(bars());
		lines.addAll(axis());
		Map<String, Integer> phases = new LinkedHashMap<>();
		IntStream.range(0, this.columns)
			.forEach((column) -> phases.merge(slice(column).getFirst().phase(), 1, Integer::sum));
		lines.addAll(names(phases));
		if (lines.stream().anyMatch((line) -> line.contains(PREDICTED))) {
			lines.add(line("", " ", PREDICTED + " predicted, where fewer succeeded"));
		}
		return lines;
	}

	/** Names that do not fit below their phases stand in a legend, and their numbers below. */
	private static List<String> names(Map<String, Integer> phases) {
		List<String> names = List.copyOf(phases.keySet());
		if (names.stream().allMatch((name) -> name.length() < phases.get(name))) {
			return List.of(line("", " ", marks(names, phases.values())));
		}
		List<String> numbers = IntStream.rangeClosed(1, names.size()).mapToObj(String::valueOf).toList();
		List<String> lines = new ArrayList<>(List.of(line("", " ", marks(numbers, phases.values()))));
		StringBuilder legend = new StringBuilder();
		for (int index = 0; index < names.size(); index++) {
			String entry = numbers.get(index) + " " + names.get(index);
			if (!legend.isEmpty() && legend.length() + 2 + entry.length() > COLUMNS) {
				lines.add(line("", " ", legend));
				legend.setLength(0);
			}
			legend.append(legend.isEmpty() ? "" : "  ").append(entry);
		}
		lines.add(line("", " ", legend));
		return lines;
	}

	private static StringBuilder marks(List<String> texts, Collection<Integer> widths) {
		StringBuilder marks = new StringBuilder();
		Iterator<String> text = texts.iterator();
		for (int width : widths) {
			String mark = (width > 1) ? "│" + text.next() : text.next();
			marks.append(("%-" + width + "s").formatted(mark), 0, width);
		}
		return marks;
	}

	private List<Point> slice(int column) {
		int count = this.points.size();
		return this.points.subList(column * count / this.columns, (column + 1) * count / this.columns);
	}

	private List<String> bars() {
		List<String> lines = new ArrayList<>();
		double[] completed = new double[this.columns];
		double[] predicted = new double[this.columns];
		for (int column = 0; column < this.columns; column++) {
			List<Point> slice = slice(column);
			completed[column] = slice.stream().mapToDouble(Point::completed).average().orElse(0);
			predicted[column] = slice.stream().mapToDouble(Point::predicted).average().orElse(0);
		}
		// The burst of a backlog that drains must not flatten the rest.
		double top = 1.5 * this.rate;
		for (int row = ROWS - 1; row >= 0; row--) {
			StringBuilder line = new StringBuilder();
			for (int column = 0; column < this.columns; column++) {
				int eighths = Math.clamp(Math.round(8 * (completed[column] / top * ROWS - row)), 0, 8);
				// The upper edge of a row belongs to it, as a full block does.
				boolean here = (int) Math.ceil(Math.min(predicted[column], top) / top * ROWS) - 1 == row;
				line.append((here && eighths == 0) ? PREDICTED : EIGHTHS[eighths]);
			}
			lines.add(line(String.valueOf(Math.round(top * (row + 1) / ROWS)), "┤", line));
		}
		return lines;
	}

	private List<String> axis() {
		TimeAxis axis = TimeAxis.of(this.points.getLast().atMs(), Math.max(1, this.columns / COLUMNS_PER_TICK));
		StringBuilder rule = new StringBuilder("─".repeat(this.columns));
		StringBuilder labels = new StringBuilder();
		for (BigDecimal tick : axis.ticks()) {
			int column = (int) Math.round(axis.position(tick.doubleValue()) * this.columns);
			String label = axis.label(tick);
			if (column < this.columns && column + label.length() <= COLUMNS) {
				rule.setCharAt(column, '┬');
				labels.append(" ".repeat(Math.max(0, column - labels.length()))).append(label);
			}
		}
		return List.of(line("", "└", rule), line("", " ", labels));
	}

	private static String line(String level, String edge, CharSequence content) {
		return String.format(Locale.ROOT, "%5s %s%s", level, edge, content);
	}

}
