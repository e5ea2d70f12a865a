package dev.asynclab.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws for a terminal of 80 columns how many requests succeeded over time, and the
 * phases below.
 */
public final class PointChart {

	private static final int COLUMNS = 72;

	private static final int ROWS = 6;

	private static final String[] EIGHTHS = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };

	private PointChart() {
	}

	/**
	 * Draws the points.
	 * @param points what happened
	 * @param rate how many requests arrived a second
	 * @return the lines; none if there are no points
	 */
	public static List<String> lines(List<Point> points, double rate) {
		List<String> lines = new ArrayList<>();
		if (points.isEmpty()) {
			return lines;
		}
		int columns = Math.min(COLUMNS, points.size());
		double[] heights = new double[columns];
		Map<String, Integer> phases = new LinkedHashMap<>();
		for (int column = 0; column < columns; column++) {
			List<Point> slice = points.subList(column * points.size() / columns,
					(column + 1) * points.size() / columns);
			heights[column] = slice.stream().mapToDouble(Point::completed).average().orElse(0);
			phases.merge(slice.getFirst().phase(), 1, Integer::sum);
		}
		// The burst of a backlog that drains must not flatten the rest.
		double top = 1.5 * rate;
		for (int row = ROWS - 1; row >= 0; row--) {
			StringBuilder line = new StringBuilder();
			for (double height : heights) {
				double eighths = 8 * (height / top * ROWS - row);
				line.append(EIGHTHS[Math.clamp(Math.round(eighths), 0, 8)]);
			}
			lines.add(String.format(Locale.ROOT, "%5d ┤%s", Math.round(top * (row + 1) / ROWS), line));
		}
		lines.add(String.format(Locale.ROOT, "%5s └%s", "", "─".repeat(columns)));
		StringBuilder names = new StringBuilder();
		phases.forEach((phase, width) -> names.append(("%-" + width + "s").formatted("│" + phase), 0, width));
		lines.add(String.format(Locale.ROOT, "%5s  %s", "", names));
		return lines;
	}

}
