package dev.asynclab.capacity;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.asynclab.capacity.Measured.Probe;
import dev.asynclab.capacity.Predicted.CurvePoint;
import dev.asynclab.timeline.SvgStyle;
import dev.asynclab.timeline.SvgWriter;

/**
 * Draws latency against rate: a line a style as predicted, and a mark for each
 * measurement. The lines differ in their dashes and the marks in their shapes, not only
 * in colour. For readers who can't see the picture, its description has the verdicts.
 */
final class CapacitySvg {

	private static final double WIDTH = 900;

	private static final double HEIGHT = 440;

	private static final double LEFT = 76;

	private static final double RIGHT = 876;

	private static final double TOP = 70;

	private static final double BOTTOM = 350;

	private static final double LINE = 20;

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

	private final SvgWriter svg = new SvgWriter();

	private final double highestRate;

	private final double highestMs;

	private final boolean clipped;

	CapacitySvg(CapacityReport report) {
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

	String draw() {
		String heading = "p99 latency against rate: " + this.report.calls() + " × " + this.report.delayMs() + " ms, "
				+ this.report.arrivals().id() + " arrivals";
		this.svg.root("class", "timeline capacity", "role", "img", "aria-labelledby", "capacity-title capacity-desc",
				"width", WIDTH, "height", HEIGHT, "viewBox", "0 0 " + (int) WIDTH + " " + (int) HEIGHT);
		this.svg.text("title", heading, "id", "capacity-title");
		this.svg.text("desc",
				this.report.verdict() + " "
						+ this.report.styles()
							.stream()
							.map((style) -> style.style().id() + ": " + style.verdict())
							.collect(Collectors.joining(" ")),
				"id", "capacity-desc");
		SvgStyle.write(this.svg);
		this.svg.text("style", SHEET);
		this.svg.empty("rect", "class", "paper", "width", "100%", "height", "100%", "rx", 8);
		this.svg.text("text", heading, "class", "heading", "x", 24.0, "y", 38.0);
		axes();
		for (int index = 0; index < this.report.styles().size(); index++) {
			style(this.report.styles().get(index), index);
		}
		return this.svg.document();
	}

	private void axes() {
		for (int tick = 0; tick <= TICKS; tick++) {
			double rate = this.highestRate * tick / TICKS;
			this.svg.empty("line", "class", "grid", "x1", x(rate), "y1", TOP, "x2", x(rate), "y2", BOTTOM);
			this.svg.text("text", number(rate), "class", "tick", "x", x(rate), "y", BOTTOM + 16);
		}
		for (int tick = 0; tick <= TICKS / 2; tick++) {
			double ms = this.highestMs * tick / (TICKS / 2.0);
			this.svg.empty("line", "class", "grid", "x1", LEFT, "y1", y(ms), "x2", RIGHT, "y2", y(ms));
			String most = (this.clipped && tick == TICKS / 2) ? "≥ " : "";
			this.svg.text("text", most + number(ms) + " ms", "class", "tick before", "x", LEFT - 6, "y", y(ms) + 4,
					"style", "text-anchor: end");
		}
		this.svg.text("text", "requests a second", "class", "tick", "x", (LEFT + RIGHT) / 2, "y", BOTTOM + 34);
		this.svg.empty("line", "class", "slo", "x1", LEFT, "y1", y(this.report.sloMs()), "x2", RIGHT, "y2",
				y(this.report.sloMs()));
		this.svg.text("text", "SLO " + number(this.report.sloMs()) + " ms", "class", "label", "x", LEFT + 6, "y",
				y(this.report.sloMs()) - 5);
		this.svg.empty("line", "class", "mark", "x1", x(this.report.rate()), "y1", TOP, "x2", x(this.report.rate()),
				"y2", BOTTOM);
		this.svg.text("text", this.report.rate() + "/s", "class", "mark-text", "x", x(this.report.rate()) + 5, "y",
				TOP + 12);
	}

	private void style(StyleCapacity style, int index) {
		int look = index % MARKS.size();
		this.svg.empty("polyline", "class", "curve s" + look, "points",
				style.predicted()
					.curve()
					.stream()
					.map((point) -> number(x(point.rate())) + "," + number(y(point.p99Ms())))
					.collect(Collectors.joining(" ")));
		Measured measured = style.measured();
		if (measured != null) {
			List<Probe> probes = measured.probes();
			if (probes.isEmpty()) {
				mark(look, measured.rate(), measured.p99Ms());
			}
			probes.stream()
				.filter((probe) -> probe.rate() <= this.highestRate)
				.forEach((probe) -> mark(look, probe.rate(), probe.p99Ms()));
		}
		double left = LEFT + look * 200;
		int line = index / MARKS.size();
		double y = BOTTOM + 62 + line * LINE;
		this.svg.empty("line", "class", "curve s" + look, "x1", left, "y1", y - 4, "x2", left + 34, "y2", y - 4);
		this.svg.text("text", ((measured != null) ? MARKS.get(look) + " " : "") + style.style().id(), "class",
				"m" + look, "x", left + 40, "y", y);
	}

	private void mark(int look, double rate, double ms) {
		this.svg.text("text", MARKS.get(look), "class", "m" + look, "x", x(rate), "y", y(ms) + 5, "style",
				"text-anchor: middle");
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
