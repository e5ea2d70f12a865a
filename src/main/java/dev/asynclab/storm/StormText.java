package dev.asynclab.storm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.asynclab.load.PointChart;
import dev.asynclab.notation.DurationConverter;
import dev.asynclab.timeline.Columns;

/**
 * Draws an experiment for a terminal of 80 columns: the answers in time, and a row a
 * phase, what was predicted beside what was measured.
 */
final class StormText {

	private final StormReport report;

	private final List<String> lines = new ArrayList<>();

	StormText(StormReport report) {
		this.report = report;
	}

	String draw() {
		wrap(heading());
		wrap("bounded by " + this.report.bound());
		line("");
		List<String> chart = PointChart.lines(this.report.points().stream().map(StormPoint::point).toList(),
				this.report.rate());
		if (!chart.isEmpty()) {
			line("calls a second answered in time");
			chart.forEach(this::line);
			line("");
		}
		row("a second", "calls", "answered", "in time", "attempts", "wasted", "work", "refused", "queue", "p99");
		row("", "", "predict", "measure", "", "predict", "measure", "", "most", "ms");
		this.report.phases().forEach(this::figures);
		line("");
		if (this.report.stopped()) {
			line("The experiment was stopped before its end.");
		}
		wrap(this.report.lesson());
		this.report.advice().forEach((advice) -> wrap("advice: " + advice.text()));
		line(this.report.machine().toString());
		line("next:");
		line(this.report.next());
		return this.lines.stream().map((line) -> line.stripTrailing() + "\n").collect(Collectors.joining());
	}

	private String heading() {
		Cure cure = this.report.cure();
		return String.format(Locale.ROOT,
				"retry storm on %s: %d calls a second (%s), %s each on %d threads; time-out %s, %d %s; trigger: %s times "
						+ "slower; phase %s; %s",
				this.report.on().id(), this.report.rate(), this.report.arrivals().id(), duration(this.report.delayMs()),
				this.report.threads(), duration(this.report.timeoutMs()), this.report.retries(),
				(this.report.retries() == 1) ? "retry" : "retries", StormPlan.number(this.report.trigger()),
				duration(this.report.phaseMs()), (cure != null) ? "cure: " + cure.id() : "no cure");
	}

	private void figures(PhaseFigures phase) {
		row(phase.name().id(), number(phase.offered()), number(phase.predictedGoodput()), number(phase.goodput()),
				number(phase.attempts()), number(phase.predictedWastedWork()), number(phase.wastedWork()),
				number(phase.refused()), String.valueOf(phase.peakQueued()),
				(phase.p99Ms() != null) ? number(phase.p99Ms()) : "–");
	}

	private void row(Object... cells) {
		line(String.format(Locale.ROOT, "%-8s%7s%9s%8s%9s%8s%8s%8s%6s%8s", cells));
	}

	private static String number(double number) {
		return String.format(Locale.ROOT, (number < 1000) ? "%.1f" : "%.0f", number);
	}

	private static String duration(long ms) {
		return DurationConverter.print(Duration.ofMillis(ms));
	}

	private void wrap(String text) {
		this.lines.addAll(Columns.wrap(text, Columns.MOST));
	}

	private void line(String line) {
		this.lines.add(line);
	}

}
