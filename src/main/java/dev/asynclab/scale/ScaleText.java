package dev.asynclab.scale;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A report for a terminal of 80 columns: the tasks in flight over time, and the figures.
 */
final class ScaleText {

	private static final int HEIGHT = 6;

	private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";

	private ScaleText() {
	}

	static String of(ScaleReport report) {
		StringBuilder text = new StringBuilder();
		line(text, "%,d tasks of %s in style %s", report.tasks(), seconds(report.delayMs()), report.style().id());
		line(text, "what runs: %s", report.runs());
		line(text, "");
		chart(text, report);
		line(text, "");
		line(text,
				report.stopped() ? "stopped: %,d of %,d tasks had ended" : "all %,d tasks ended with their own result",
				report.completed(), report.tasks());
		line(text, "wall %s = ideal %s + overhead %s", seconds(report.wallMs()), seconds(report.idealMs()),
				seconds(report.overheadMs()));
		line(text, "%,d tasks a second, %,d bytes allocated for each, at most %,d at once", report.tasksPerSecond(),
				report.bytesPerTask(), report.peakConcurrency());
		return text.toString();
	}

	private static void chart(StringBuilder text, ScaleReport report) {
		for (int row = HEIGHT - 1; row >= 0; row--) {
			int above = row;
			line(text, "%9s ┤%s", (row == HEIGHT - 1) ? "%,d".formatted(report.peakConcurrency()) : "",
					report.concurrency()
						.stream()
						.map((inFlight) -> cell(inFlight, report.peakConcurrency(), above))
						.collect(Collectors.joining())
						.stripTrailing());
		}
		int columns = report.concurrency().size();
		line(text, "%9s └%s", "in flight", "─".repeat(columns));
		line(text, "%11s%-" + Math.max(1, columns - 6) + "s%s", "", "0 s", seconds(report.wallMs()));
	}

	private static String cell(int inFlight, int peak, int row) {
		double eighths = 8.0 * (HEIGHT * (double) inFlight / Math.max(1, peak) - row);
		int level = (int) Math.clamp(Math.ceil(eighths), 0, 8);
		return EIGHTHS.substring(level, level + 1);
	}

	private static String seconds(double ms) {
		return String.format(Locale.ROOT, (ms < 1000) ? "%.0f ms" : "%.2f s", (ms < 1000) ? ms : ms / 1000);
	}

	private static void line(StringBuilder text, String format, Object... values) {
		text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
	}

}
