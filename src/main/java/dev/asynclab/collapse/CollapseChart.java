package dev.asynclab.collapse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.asynclab.load.PointChart;
import dev.asynclab.timeline.Columns;

/**
 * Draws an experiment for a terminal of 80 columns: the calls that succeeded over time,
 * and the figures of each phase.
 */
final class CollapseChart {

	private final CollapseReport report;

	private final List<String> lines = new ArrayList<>();

	CollapseChart(CollapseReport report) {
		this.report = report;
	}

	String draw() {
		wrap(this.report.title());
		line("");
		List<String> chart = PointChart.lines(this.report.points(), this.report.rate());
		if (!chart.isEmpty()) {
			chart.forEach(this::line);
			line("");
		}
		line(String.format(Locale.ROOT, "%-9s %7s %9s %9s %5s %9s %9s %9s %6s", "calls/s", "offered", "completed",
				"predicted", "ratio", "p50", "p99", "max", "errors"));
		this.report.phases().forEach(this::figures);
		line("");
		this.report.phases().forEach(this::details);
		this.report.remarks().forEach((remark) -> wrap(remark.phase().id() + ": " + remark.text()));
		if (this.report.stopped()) {
			line("The experiment was stopped before its end.");
		}
		line(this.report.machine().toString());
		line("");
		this.report.advice().forEach((advice) -> wrap("advice: " + advice.text()));
		wrap(this.report.lesson());
		line("next:");
		line(this.report.next());
		return this.lines.stream().map((line) -> line.stripTrailing() + "\n").collect(Collectors.joining());
	}

	private void figures(PhaseFigures phase) {
		long errors = phase.errors().values().stream().mapToLong(Long::longValue).sum();
		line(String.format(Locale.ROOT, "%-9s %7s %9s %9s %5s %9s %9s %9s %6d", phase.name().id(),
				number(phase.offered()), number(phase.completed()), number(phase.predicted()),
				String.format(Locale.ROOT, "%.2f", phase.ratio()), Remarks.time(phase.p50Ms()),
				Remarks.time(phase.p99Ms()), Remarks.time(phase.maxMs()), errors));
	}

	private void details(PhaseFigures phase) {
		List<String> remarks = new ArrayList<>();
		boolean plain = phase.becauseSentence().code().equals("because.rate");
		if (phase.name() != Phase.RECOVERY && !plain) {
			remarks.add("predicted " + phase.because());
		}
		Double stallMs = phase.longestStallMs();
		if (stallMs != null && stallMs >= 100) {
			remarks.add("a heartbeat waited " + Remarks.time(stallMs));
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

	private void wrap(String text) {
		this.lines.addAll(Columns.wrap(text, Columns.MOST));
	}

	private void line(String line) {
		this.lines.add(line);
	}

}
