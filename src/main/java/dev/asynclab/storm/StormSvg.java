package dev.asynclab.storm;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.asynclab.timeline.SvgStyle;
import dev.asynclab.timeline.SvgWriter;

/**
 * Draws the answers in time over time, as measured and as predicted, with the attempts,
 * the wasted work and the queue. The lines differ in their dashes, not only in colour.
 * For readers who can't see the picture, its description has the lesson.
 */
final class StormSvg {

	private static final double WIDTH = 900;

	private static final double HEIGHT = 440;

	private static final double LEFT = 76;

	private static final double RIGHT = 876;

	private static final double TOP = 70;

	private static final double BOTTOM = 350;

	private static final int SMOOTH = 5;

	private static final String SHEET = """
			.storm .curve { fill: none; stroke-width: 2.5; }
			.storm .good { stroke: #047857; } .storm .good-text { fill: #047857; }
			.storm .foreseen { stroke: #047857; stroke-dasharray: 3 4; stroke-width: 1.5; }
			.storm .attempts { stroke: #b45309; stroke-dasharray: 9 4; } .storm .attempts-text { fill: #b45309; }
			.storm .wasted { stroke: #9333ea; stroke-dasharray: 10 3 2 3; } .storm .wasted-text { fill: #9333ea; }
			.storm .rate { stroke: #2563eb; stroke-dasharray: 2 3; stroke-width: 1.5; }
			.storm .rate-text { fill: #2563eb; }
			@media (prefers-color-scheme: dark) {
			  .storm .good, .storm .foreseen { stroke: #34d399; } .storm .good-text { fill: #34d399; }
			  .storm .attempts { stroke: #fbbf24; } .storm .attempts-text { fill: #fbbf24; }
			  .storm .wasted { stroke: #c084fc; } .storm .wasted-text { fill: #c084fc; }
			  .storm .rate { stroke: #60a5fa; } .storm .rate-text { fill: #60a5fa; }
			}
			""";

	private final StormReport report;

	private final SvgWriter svg = new SvgWriter();

	private final double end;

	private final double highest;

	StormSvg(StormReport report) {
		this.report = report;
		List<StormPoint> points = report.points();
		this.end = points.isEmpty() ? report.phaseMs() : points.getLast().atMs();
		double most = points.isEmpty() ? 0
				: smooth(StormPoint::attempts).stream().mapToDouble(Double::doubleValue).max().orElse(0);
		this.highest = Math.max(1.2 * report.rate(), 1.05 * most);
	}

	String draw() {
		Cure cure = this.report.cure();
		String heading = "Retry storm on " + this.report.on().id() + ": "
				+ ((cure != null) ? "cure " + cure.id() : "no cure");
		this.svg.root("class", "timeline storm", "role", "img", "aria-labelledby", "storm-title storm-desc", "width",
				WIDTH, "height", HEIGHT, "viewBox", "0 0 " + (int) WIDTH + " " + (int) HEIGHT);
		this.svg.text("title", heading, "id", "storm-title");
		this.svg.text("desc", this.report.lesson(), "id", "storm-desc");
		SvgStyle.write(this.svg);
		this.svg.text("style", SHEET);
		this.svg.empty("rect", "class", "paper", "width", "100%", "height", "100%", "rx", 8);
		this.svg.text("text", heading, "class", "heading", "x", 24.0, "y", 38.0);
		axes();
		phases();
		curve("attempts", StormPoint::attempts);
		curve("wasted", StormPoint::wasted);
		curve("foreseen", StormPoint::predicted);
		curve("good", StormPoint::completed);
		legend(0, "good", "answered in time");
		legend(1, "foreseen", "the same, predicted");
		legend(2, "attempts", "attempts");
		legend(3, "wasted", "wasted work");
		return this.svg.document();
	}

	private void axes() {
		double step = step(this.highest);
		for (double value = 0; value <= this.highest; value += step) {
			this.svg.empty("line", "class", "grid", "x1", LEFT, "y1", y(value), "x2", RIGHT, "y2", y(value));
			this.svg.text("text", number(value) + "/s", "class", "tick", "x", LEFT - 6, "y", y(value) + 4, "style",
					"text-anchor: end");
		}
		double seconds = step(this.end / 1000);
		for (double second = 0; second * 1000 <= this.end; second += seconds) {
			this.svg.text("text", number(second) + " s", "class", "tick", "x", x(1000 * second), "y", BOTTOM + 16);
		}
		this.svg.empty("line", "class", "rate", "x1", LEFT, "y1", y(this.report.rate()), "x2", RIGHT, "y2",
				y(this.report.rate()));
		this.svg.text("text", "calls: " + this.report.rate() + "/s", "class", "rate-text", "x", RIGHT - 4, "y",
				y(this.report.rate()) - 5, "style", "text-anchor: end");
	}

	private void phases() {
		String last = "";
		for (StormPoint point : this.report.points()) {
			if (!point.phase().equals(last)) {
				last = point.phase();
				double x = x(Math.max(0, point.atMs() - 100));
				this.svg.empty("line", "class", "mark", "x1", x, "y1", TOP, "x2", x, "y2", BOTTOM);
				this.svg.text("text", last, "class", "mark-text", "x", x + 5, "y", TOP - 8);
			}
		}
	}

	private void curve(String look, ToDoubleFunction<StormPoint> value) {
		List<Double> values = smooth(value);
		StringBuilder line = new StringBuilder();
		for (int index = 0; index < values.size(); index++) {
			line.append(number(x(this.report.points().get(index).atMs())))
				.append(',')
				.append(number(y(values.get(index))))
				.append(' ');
		}
		if (!values.isEmpty()) {
			this.svg.empty("polyline", "class", "curve " + look, "points", line.toString().strip());
		}
	}

	private void legend(int place, String look, String text) {
		double left = LEFT + place * 200;
		double y = BOTTOM + 56;
		this.svg.empty("line", "class", "curve " + look, "x1", left, "y1", y - 4, "x2", left + 34, "y2", y - 4);
		this.svg.text("text", text, "class", look.equals("foreseen") ? "good-text" : look + "-text", "x", left + 40,
				"y", y);
	}

	// Over half a second, within a phase.
	private List<Double> smooth(ToDoubleFunction<StormPoint> value) {
		List<StormPoint> points = this.report.points();
		return IntStream.range(0, points.size())
			.mapToObj((index) -> points.subList(Math.max(0, index - SMOOTH + 1), index + 1)
				.stream()
				.filter((point) -> point.phase().equals(points.get(index).phase()))
				.collect(Collectors.averagingDouble(value)))
			.toList();
	}

	// 1, 2 or 5 times a power of ten, so that there are about six lines.
	private static double step(double highest) {
		double rough = Math.max(highest, 1e-3) / 6;
		double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
		double digit = rough / power;
		return power * ((digit <= 1) ? 1 : (digit <= 2) ? 2 : (digit <= 5) ? 5 : 10);
	}

	private double x(double ms) {
		return LEFT + (RIGHT - LEFT) * Math.min(ms, this.end) / this.end;
	}

	private double y(double value) {
		return BOTTOM - (BOTTOM - TOP) * Math.min(value, this.highest) / this.highest;
	}

	private static String number(double number) {
		return String.format(Locale.ROOT, "%.1f", number).replaceFirst("\\.0$", "");
	}

}
