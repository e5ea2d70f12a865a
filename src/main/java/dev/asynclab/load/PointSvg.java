package dev.asynclab.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

import dev.asynclab.timeline.Columns;
import dev.asynclab.timeline.SvgStyle;
import dev.asynclab.timeline.SvgWriter;
import dev.asynclab.timeline.TimeAxis;

/**
 * Draws the points of an experiment: above, how many requests a second were sent,
 * succeeded and failed, and how many should have succeeded; below, their latency. The
 * points are smoothed over half a second. The lines differ in their dashes, not only in
 * colour. Below stands what the figures say, which is also the description for readers
 * who can't see the picture.
 */
public final class PointSvg {

	private static final double WIDTH = 900;

	private static final double LEFT = 76;

	private static final double RIGHT = 876;

	private static final double TOP = 78;

	private static final double HEIGHT = 200;

	private static final double LOWER = TOP + HEIGHT + 40;

	private static final double LOWER_HEIGHT = 110;

	private static final double BOTTOM = LOWER + LOWER_HEIGHT;

	private static final double LINE = 19;

	/** What fits into the width in this font. */
	private static final int COLUMNS = 106;

	/** The burst of a backlog that drains must not flatten the rest. */
	private static final double ABOVE_THE_RATE = 1.6;

	private static final int PIXELS_PER_TICK = 90;

	private static final String SHEET = """
			.points .series { fill: none; stroke-width: 2; }
			.points .band { fill: #f3f4f6; }
			.points .offered { stroke: #6b7280; stroke-dasharray: 2 3; }
			.points .completed { stroke: #2563eb; stroke-width: 2.5; }
			.points .predicted { stroke: #047857; stroke-dasharray: 9 4; }
			.points .failed-requests { stroke: #dc2626; stroke-dasharray: 4 2; }
			.points .latency { stroke: #7c3aed; stroke-linecap: round; }
			@media (prefers-color-scheme: dark) {
			  .points .band { fill: #1f2937; }
			  .points .offered { stroke: #9ca3af; }
			  .points .completed { stroke: #60a5fa; }
			  .points .predicted { stroke: #34d399; }
			  .points .failed-requests { stroke: #f87171; }
			  .points .latency { stroke: #c4b5fd; }
			}
			""";

	private final String heading;

	private final List<String> sentences;

	private final List<Point> points;

	private final double most;

	private final double slowest;

	private final TimeAxis axis;

	private final SvgWriter svg = new SvgWriter();

	/**
	 * Prepares a picture.
	 * @param heading what the experiment did
	 * @param sentences what the figures say
	 * @param points what happened
	 * @param rate how many requests arrived a second
	 */
	public PointSvg(String heading, List<String> sentences, List<Point> points, double rate) {
		this.heading = heading;
		this.sentences = List.copyOf(sentences);
		this.points = Smoothing.overHalfASecond(points);
		this.most = ABOVE_THE_RATE * rate;
		this.slowest = this.points.stream().mapToDouble(Point::p99Ms).reduce(100, Math::max);
		double endMs = points.isEmpty() ? 0 : points.getLast().atMs();
		this.axis = TimeAxis.of(endMs, (int) ((RIGHT - LEFT) / PIXELS_PER_TICK));
	}

	/**
	 * Draws the picture.
	 * @return an SVG document
	 */
	public String draw() {
		List<String> lines = this.sentences.stream().flatMap((it) -> Columns.wrap(it, COLUMNS).stream()).toList();
		double height = BOTTOM + 74 + lines.size() * LINE;
		this.svg.root("class", "timeline points", "role", "img", "aria-labelledby", "points-title points-desc", "width",
				WIDTH, "height", height, "viewBox", "0 0 " + (int) WIDTH + " " + (int) height);
		this.svg.text("title", this.heading, "id", "points-title");
		this.svg.text("desc", String.join(" ", this.sentences), "id", "points-desc");
		SvgStyle.write(this.svg);
		this.svg.text("style", SHEET);
		this.svg.empty("rect", "class", "paper", "width", "100%", "height", "100%", "rx", 8);
		this.svg.text("text", this.heading, "class", "heading", "x", 24.0, "y", 34.0);
		phases();
		axes();
		line("offered", Point::offered, (_) -> true, this.most, TOP, HEIGHT);
		line("predicted", Point::predicted, (_) -> true, this.most, TOP, HEIGHT);
		line("completed", Point::completed, (_) -> true, this.most, TOP, HEIGHT);
		line("failed-requests", Point::failed, (point) -> point.failed() > 0, this.most, TOP, HEIGHT);
		line("latency", Point::p99Ms, (point) -> point.completed() > 0, this.slowest, LOWER, LOWER_HEIGHT);
		legend();
		for (int index = 0; index < lines.size(); index++) {
			this.svg.text("text", lines.get(index), "class", "label", "x", 24.0, "y", BOTTOM + 78 + index * LINE);
		}
		return this.svg.document();
	}

	private void phases() {
		int index = 0;
		double from = 0;
		List<Point> names = new ArrayList<>();
		for (int point = 0; point < this.points.size(); point++) {
			Point last = this.points.get(point);
			if (point + 1 == this.points.size() || !this.points.get(point + 1).phase().equals(last.phase())) {
				if (index++ % 2 == 1) {
					this.svg.empty("rect", "class", "band", "x", x(from), "y", TOP - 24, "width",
							x(last.atMs()) - x(from), "height", BOTTOM - TOP + 24);
				}
				names.add(new Point(from, last.phase(), 0, 0, 0, 0, 0, 0, 0));
				from = last.atMs();
			}
		}
		names.forEach((it) -> this.svg.text("text", it.phase(), "class", "label", "x", x(it.atMs()) + 4, "y", TOP - 9));
	}

	private void axes() {
		this.axis.ticks().forEach((tick) -> {
			double x = x(tick.doubleValue());
			this.svg.empty("line", "class", "grid", "x1", x, "y1", TOP, "x2", x, "y2", BOTTOM);
			this.svg.text("text", this.axis.label(tick), "class", "tick", "x", x, "y", BOTTOM + 16);
		});
		levels(this.most, 4, TOP, HEIGHT, "/s");
		levels(this.slowest, 2, LOWER, LOWER_HEIGHT, " ms");
		this.svg.text("text", "requests a second", "class", "label", "x", LEFT + 4, "y", TOP + 14);
		this.svg.text("text", "p99 latency", "class", "label", "x", LEFT + 4, "y", LOWER + 14);
	}

	private void levels(double largest, int count, double top, double height, String unit) {
		for (int level = 0; level <= count; level++) {
			double value = largest * level / count;
			double y = y(value, largest, top, height);
			this.svg.empty("line", "class", "grid", "x1", LEFT, "y1", y, "x2", RIGHT, "y2", y);
			this.svg.text("text", Math.round(value) + unit, "class", "tick", "x", LEFT - 6, "y", y + 4, "style",
					"text-anchor: end");
		}
	}

	private void line(String name, ToDoubleFunction<Point> figure, Predicate<Point> is, double largest, double top,
			double height) {
		StringBuilder path = new StringBuilder();
		boolean drawing = false;
		for (Point point : this.points) {
			if (is.test(point)) {
				// A single point has a length of 0, and is drawn by the round ends of the
				// line.
				path.append(String.format(Locale.ROOT, drawing ? "L%.1f,%.1f" : "M%.1f,%.1fh0", x(point.atMs()),
						y(figure.applyAsDouble(point), largest, top, height)));
			}
			drawing = is.test(point);
		}
		if (!path.isEmpty()) {
			this.svg.empty("path", "class", "series " + name, "d", path);
		}
	}

	private void legend() {
		List<String> names = List.of("offered", "completed", "predicted", "failed-requests", "latency");
		for (int index = 0; index < names.size(); index++) {
			double x = LEFT + index * 160;
			String name = names.get(index);
			this.svg.empty("line", "class", "series " + name, "x1", x, "y1", BOTTOM + 40, "x2", x + 34, "y2",
					BOTTOM + 40);
			this.svg.text("text", switch (name) {
				case "failed-requests" -> "failed";
				case "latency" -> "p99 latency";
				default -> name;
			}, "class", "label", "x", x + 40, "y", BOTTOM + 44);
		}
	}

	private double x(double ms) {
		return LEFT + (RIGHT - LEFT) * this.axis.position(ms);
	}

	private static double y(double value, double largest, double top, double height) {
		return top + height * (1 - Math.min(value / largest, 1));
	}

}
