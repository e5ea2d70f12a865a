package dev.asynclab.capacity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.asynclab.notation.DurationConverter;
import dev.asynclab.timeline.Columns;
import org.jspecify.annotations.Nullable;

/**
 * Draws a report for a terminal of 80 columns: a row a style, what was predicted beside
 * what was measured.
 */
final class CapacityText {

	private static final int BAR = 10;

	private static final String[] EIGHTHS = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };

	private final CapacityReport report;

	private final List<String> lines = new ArrayList<>();

	CapacityText(CapacityReport report) {
		this.report = report;
	}

	String draw() {
		wrap("capacity: " + workload());
		line("");
		if (this.report.mode() == Mode.FIND) {
			tippingPoints();
		}
		else {
			figures();
		}
		line("");
		for (StyleCapacity style : this.report.styles()) {
			wrap(style.style().id() + " (" + style.predicted().limit() + "): " + style.verdict());
		}
		line("");
		wrap(this.report.verdict());
		if (this.report.stopped()) {
			line("The experiment was stopped before its end.");
		}
		line("");
		this.report.advice().forEach((advice) -> wrap("advice: " + advice.text()));
		wrap(this.report.lesson());
		line(this.report.machine().toString());
		line("next:");
		line(this.report.next());
		return this.lines.stream().map((line) -> line.stripTrailing() + "\n").collect(Collectors.joining());
	}

	private String workload() {
		StringBuilder workload = new StringBuilder();
		workload.append(String.format(Locale.ROOT, "%d requests a second (%s), each with %d %s of %s",
				this.report.rate(), this.report.arrivals().id(), this.report.calls(),
				(this.report.calls() == 1) ? "call" : "calls at once", duration(this.report.delayMs())));
		if (this.report.jitterMs() > 0) {
			workload.append(" to ").append(duration(this.report.delayMs() + this.report.jitterMs()));
		}
		if (this.report.blockingShare() > 0) {
			workload.append(String.format(Locale.ROOT, ", of which %s%% block", percent(this.report.blockingShare())));
		}
		if (this.report.failRate() > 0) {
			workload.append(String.format(Locale.ROOT, ", of which %s%% fail", percent(this.report.failRate())));
		}
		workload.append(", for ").append(duration(this.report.durationMs()));
		return workload.append("; SLO: p99 up to ").append(ms(this.report.sloMs())).append(" ms").toString();
	}

	private void figures() {
		row("", "utilisation", "p50 ms", "", "p99 ms", "", "requests/s", "");
		row("", "0          1", "predict", "measure", "predict", "measure", "predict", "measure");
		for (StyleCapacity style : this.report.styles()) {
			Predicted predicted = style.predicted();
			Measured measured = style.measured();
			row(style.style().id(), utilisation(predicted.utilisation()), ms(predicted.p50Ms()),
					(measured != null) ? ms(measured.p50Ms()) : "", ms(predicted.p99Ms()),
					(measured != null) ? ms(measured.p99Ms()) : "", number(predicted.throughput()),
					(measured != null) ? number(measured.throughput()) : "");
		}
		if (this.report.styles().stream().anyMatch((style) -> style.measured() != null)) {
			line("");
			line(String.format(Locale.ROOT, "%-14s %8s %9s %7s %6s %9s %7s %11s", "", "offered", "completed", "refused",
					"failed", "in flight", "threads", "CPU ms each"));
			this.report.styles().forEach((style) -> counts(style.style().id(), style.measured()));
		}
	}

	private void row(String style, String utilisation, String p50, String p50Measured, String p99, String p99Measured,
			String rate, String rateMeasured) {
		line(String.format(Locale.ROOT, "%-14s %-16s %7s %7s %7s %7s %7s %7s", style, utilisation, p50, p50Measured,
				p99, p99Measured, rate, rateMeasured));
	}

	private void counts(String style, @Nullable Measured measured) {
		if (measured != null) {
			Double cpu = measured.cpuMsPerRequest();
			line(String.format(Locale.ROOT, "%-14s %8d %9d %7d %6d %9d %7d %11s", style, measured.offered(),
					measured.completed(), measured.refused(), measured.failed(), measured.peakInFlight(),
					measured.threads(), (cpu != null) ? cpu : "?"));
		}
	}

	private void tippingPoints() {
		line(String.format(Locale.ROOT, "%-14s %10s %24s %9s %7s", "requests/s", "capacity", "tipping point: predicted",
				"measured", "tried"));
		for (StyleCapacity style : this.report.styles()) {
			Measured measured = style.measured();
			line(String.format(Locale.ROOT, "%-14s %10s %24s %9s %7s", style.style().id(),
					point(style.predicted().capacity()), point(style.predicted().tippingPoint()),
					(measured != null) ? found(measured) : "", (measured != null) ? measured.probes().size() : ""));
		}
	}

	private static String found(Measured measured) {
		Double rate = measured.tippingPoint();
		if (measured.search() != Search.End.OUT_OF_TIME) {
			return point(rate);
		}
		return (rate != null) ? "≥ " + number(rate) : "not found";
	}

	private static String point(@Nullable Double rate) {
		return (rate != null) ? number(rate) : "no limit";
	}

	// A bar that ends at the capacity; what does not fit is shown as the number.
	private static String utilisation(@Nullable Double utilisation) {
		if (utilisation == null) {
			return "no limit";
		}
		int eighths = (int) Math.round(Math.min(utilisation, 1) * BAR * 8);
		String bar = "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
		return Columns.padEnd(bar, BAR) + ((utilisation > 1) ? "▶" : "│")
				+ String.format(Locale.ROOT, (utilisation < 99) ? "%5.2f" : "%5.0f", utilisation);
	}

	private static String ms(double ms) {
		return (ms < 1000) ? number(ms) : String.format(Locale.ROOT, "%.0f", ms);
	}

	private static String number(double number) {
		return String.format(Locale.ROOT, "%.1f", number);
	}

	private static String percent(double share) {
		return number(100 * share).replaceFirst("\\.0$", "");
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
