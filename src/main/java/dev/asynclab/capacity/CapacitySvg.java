package dev.asynclab.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.asynclab.capacity.Predicted.CurvePoint;
import dev.asynclab.load.ChartSvg;

/**
 * Draws latency against rate: a line a style as predicted, and a mark for each
 * measurement. The lines differ in their dashes and the marks in their shapes, not only
 * in colour. Where several are the same, the upper lines are thinner and the marks stand
 * beside each other, so that all are seen.
 */
final class CapacitySvg extends ChartSvg {

	private static final double TOP = 70;

	private static final double BOTTOM = 350;

	/** How wide the lowest line is. */
	private static final double WIDEST = 6;

	private static final double MARK = 11;

	private static final int TICKS = 8;

	private static final int MOST_SLOS = 4;

	private static final String SHEET = """
			.capacity .curve { fill: none; stroke-width: 2.5; }
			.capacity .slo { stroke: #dc2626; stroke-dasharray: 2 3; stroke-width: 1.5; }
			.capacity .s0 { stroke: #2563eb; } .capacity .m0 { fill: #2563eb; }
			.capacity .s1 { stroke: #b45309; stroke-dasharray: 9 4; } .capacity .m1 { fill: #b45309; }
			.capacity .s2 { stroke: #047857; stroke-dasharray: 3 3; } .capacity .m2 { fill: #047857; }
			.capacity .s3 { stroke: #9333ea; stroke-dasharray: 10 3 2 3; } .capacity .m3 { fill: #9333ea; }
			@media (prefers-color-scheme: dark) {
			  .capacity .slo { stroke: #f87171; }
			  .capacity .s0 { stroke: #60a5fa; } .capacity .m0 { fill: #60a5fa; }
			  .capacity .s1 { stroke: #fbbf24; } .capacity .m1 { fill: #fbbf24; }
			  .capacity .s2 { stroke: #34d399; } .capacity .m2 { fill: #34d399; }
			  .capacity .s3 { stroke: #c084fc; } .capacity .m3 { fill: #c084fc; }
			}
			""";

	/** Looks are used again if there are more styles. */
	private static final List<String> MARKS = List.of("●", "■", "▲", "◆");

	private final CapacityReport report;

	private final double highestRate;

	private final double highestMs;

	private final boolean clipped;

	CapacitySvg(CapacityReport report) {
		super("capacity", "p99 latency against rate: " + report.calls() + " × " + report.delayMs() + " ms, "
				+ report.arrivals().id() + " arrivals", sentences(report));
		this.report = report;
		this.highestRate = rates().mapToDouble(Double::doubleValue).max().orElse(1);
		// What is far beyond the SLO must not flatten the rest.
		double latencies = report.styles()
			.stream()
			.flatMap((style) -> style.predicted().curve().stream())
			.mapToDouble(CurvePoint::p99Ms)
			.max()
			.orElse(0);
		double measured = report.styles().stream().mapToDouble(StyleCapacity::p99Ms).max().orElse(0);
		double slos = Math.ceil(Math.max(latencies, measured) / report.sloMs());
		this.highestMs = Math.clamp(slos, 2, MOST_SLOS) * report.sloMs();
		this.clipped = slos > MOST_SLOS;
	}

	private Stream<Double> rates() {
		return Stream.concat(Stream.of((double) this.report.rate()),
				this.report.styles()
					.stream()
					.flatMap((style) -> style.predicted().curve().stream())
					.map(CurvePoint::rate));
	}

	private static List<String> sentences(CapacityReport report) {
		List<String> sentences = new ArrayList<>(List.of(report.verdict()));
		report.styles().forEach((style) -> sentences.add(style.style().id() + ": " + style.verdict()));
		if (report.stopped()) {
			sentences.add("The experiment was stopped before its end.");
		}
		report.advice().forEach((advice) -> sentences.add("advice: " + advice.text()));
		sentences.add(report.lesson());
		return sentences;
	}

	@Override
	protected double bottom() {
		return BOTTOM;
	}

	@Override
	protected String sheet() {
		return SHEET;
	}

	@Override
	protected void charts() {
		axes();
		for (int index = 0; index < this.report.styles().size(); index++) {
			curve(this.report.styles().get(index), index);
		}
		for (int index = 0; index < this.report.styles().size(); index++) {
			marks(this.report.styles().get(index), index);
		}
	}

	@Override
	protected List<Key> keys() {
		return IntStream.range(0, this.report.styles().size()).mapToObj((index) -> {
			StyleCapacity style = this.report.styles().get(index);
			String mark = (style.measured() != null) ? MARKS.get(index % MARKS.size()) + " " : "";
			return new Key("curve s" + index % MARKS.size(), mark + style.style().id());
		}).toList();
	}

	private void axes() {
		for (int tick = 0; tick <= TICKS; tick++) {
			double rate = this.highestRate * tick / TICKS;
			tick(x(rate), TOP, number(rate));
		}
		for (int tick = 0; tick <= TICKS / 2; tick++) {
			double ms = this.highestMs * tick / (TICKS / 2.0);
			level(y(ms), ((this.clipped && tick == TICKS / 2) ? "≥ " : "") + number(ms) + " ms");
		}
		svg().text("text", "requests a second", "class", "tick", "x", (LEFT + RIGHT) / 2, "y", BOTTOM + 34);
		svg().empty("line", "class", "slo", "x1", LEFT, "y1", y(this.report.sloMs()), "x2", RIGHT, "y2",
				y(this.report.sloMs()));
		svg().text("text", "SLO " + number(this.report.sloMs()) + " ms", "class", "label", "x", LEFT + 6, "y",
				y(this.report.sloMs()) - 5);
		svg().empty("line", "class", "mark", "x1", x(this.report.rate()), "y1", TOP, "x2", x(this.report.rate()), "y2",
				BOTTOM);
		svg().text("text", this.report.rate() + "/s", "class", "mark-text", "x", x(this.report.rate()) + 5, "y",
				TOP + 12);
	}

	private void curve(StyleCapacity style, int index) {
		svg().empty("polyline", "class", "curve s" + index % MARKS.size(), "style",
				"stroke-width: " + number(WIDEST - WIDEST * index / (this.report.styles().size() + 0.5)), "points",
				style.predicted()
					.curve()
					.stream()
					.map((point) -> number(x(point.rate())) + "," + number(y(point.p99Ms())))
					.collect(Collectors.joining(" ")));
	}

	private void marks(StyleCapacity style, int index) {
		Measured measured = style.measured();
		if (measured == null) {
			return;
		}
		if (measured.search() == null) {
			mark(index, measured.rate(), measured.p99Ms());
		}
		measured.probes()
			.stream()
			.filter((probe) -> probe.rate() <= this.highestRate)
			.forEach((probe) -> mark(index, probe.rate(), probe.p99Ms()));
	}

	private void mark(int index, double rate, double ms) {
		double beside = (index - (this.report.styles().size() - 1) / 2.0) * MARK;
		svg().text("text", MARKS.get(index % MARKS.size()), "class", "m" + index % MARKS.size(), "x", x(rate) + beside,
				"y", y(ms) + 5, "style", "text-anchor: middle");
	}

	private double x(double rate) {
		return LEFT + (RIGHT - LEFT) * rate / this.highestRate;
	}

	private double y(double ms) {
		return BOTTOM - (BOTTOM - TOP) * Math.min(ms, this.highestMs) / this.highestMs;
	}

	private static String number(double number) {
		return String.format(Locale.ROOT, "%.1f", number).replaceFirst("\\.0$", "");
	}

}
