package dev.asynclab.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A report for a terminal of 80 columns: the tasks in flight over time, and the figures.
 */
final class ScaleText {

	private static final int HEIGHT = 6;

	private static final int MARGIN = 10;

	private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";

	private final ScaleReport report;

	private final int margin;

	private final List<String> lines = new ArrayList<>();

	private ScaleText(ScaleReport report) {
		this.report = report;
		this.margin = Math.max(MARGIN, count(report.peakConcurrency()).length());
	}

	static String of(ScaleReport report) {
		return new ScaleText(report).draw();
	}

	private String draw() {
		line(count(this.report.tasks()) + " tasks of " + time(this.report.delayMs()) + " in style "
				+ this.report.style());
		line("what runs: " + this.report.runs());
		line("");
		chart();
		line("");
		String completed = count(this.report.completed());
		line(this.report.stopped() ? "stopped: " + completed + " of " + count(this.report.tasks()) + " tasks had ended"
				: "all " + completed + " tasks ended with their own result");
		Double overheadMs = this.report.overheadMs();
		line("wall " + time(this.report.wallMs())
				+ ((overheadMs != null) ? " = ideal " + time(this.report.idealMs()) + " + overhead " + time(overheadMs)
						: " of ideal " + time(this.report.idealMs())));
		line(count(this.report.tasksPerSecond()) + " tasks a second, at most " + count(this.report.peakConcurrency())
				+ " at once");
		line(count(this.report.bytesPerTask()) + " bytes allocated for each");
		return this.lines.stream().map((line) -> line + "\n").collect(Collectors.joining());
	}

	private void chart() {
		for (int row = HEIGHT - 1; row >= 0; row--) {
			label((row == HEIGHT - 1) ? count(this.report.peakConcurrency()) : "", "┤" + row(row));
		}
		int columns = this.report.concurrency().size();
		label("in flight", "└" + "─".repeat(columns));
		String end = time(this.report.wallMs());
		label("", " 0 s" + " ".repeat(Math.max(1, columns - "0 s".length() - end.length())) + end);
	}

	private String row(int row) {
		return this.report.concurrency().stream().map((inFlight) -> cell(inFlight, row)).collect(Collectors.joining());
	}

	private String cell(int inFlight, int row) {
		double rows = HEIGHT * (double) inFlight / Math.max(1, this.report.peakConcurrency());
		int eighths = (int) Math.clamp(Math.ceil(8 * (rows - row)), 0, 8);
		return EIGHTHS.substring(eighths, eighths + 1);
	}

	private void label(String label, String text) {
		line(("%" + this.margin + "s ").formatted(label) + text);
	}

	private void line(String line) {
		this.lines.add(line.stripTrailing());
	}

	private static String count(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	private static String time(double ms) {
		return (ms < 1000) ? String.format(Locale.ROOT, "%.0f ms", ms)
				: String.format(Locale.ROOT, "%.2f s", ms / 1000);
	}

}
