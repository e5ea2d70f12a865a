package dev.asynclab.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import dev.asynclab.timeline.TimeAxis;

/**
 * Draws the points of an experiment: above, how many requests a second were sent,
 * succeeded and failed, and how many should have succeeded; below, their latency. The
 * points are smoothed over half a second. The lines differ in their dashes, not only in
 * colour.
 */
public final class PointSvg extends ChartSvg {

	private static final double TOP = 78;

	private static final double HEIGHT = 200;

	private static final double LOWER = TOP + HEIGHT + 40;

	private static final double LOWER_HEIGHT = 110;

	private static final double BOTTOM = LOWER + LOWER_HEIGHT;

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
			.points .more0 { stroke: #b45309; stroke-dasharray: 12 3; }
			.points .more1 { stroke: #9d174d; stroke-dasharray: 10 3 2 3; }
			.points .latency { stroke: #7c3aed; stroke-linecap: round; }
			@media (prefers-color-scheme: dark) {
			  .points .band { fill: #1f2937; }
			  .points .offered { stroke: #9ca3af; }
			  .points .completed { stroke: #60a5fa; }
			  .points .predicted { stroke: #34d399; }
			  .points .failed-requests { stroke: #f87171; }
			  .points .more0 { stroke: #fbbf24; }
			  .points .more1 { stroke: #f9a8d4; }
			  .points .latency { stroke: #c4b5fd; }
			}
			""";

	private final List<Point> points;

	private final List<More> more = new ArrayList<>();

	private final double slowest;

	private final TimeAxis axis;

	private final List<Point> raw;

	private double most;

	/**
	 * Prepares a picture.
	 * @param heading what the experiment did
	 * @param sentences what the figures say
	 * @param points what happened
	 * @param rate how many requests arrived a second
	 */
	public PointSvg(String heading, List<String> sentences, List<Point> points, double rate) {
		super("points", heading, sentences);
		this.raw = List.copyOf(points);
		this.points = Smoothing.overHalfASecond(points);
		this.most = ABOVE_THE_RATE * rate;
		this.slowest = this.points.stream().mapToDouble(Point::p99Ms).reduce(100, Math::max);
		double endMs = points.isEmpty() ? 0 : points.getLast().atMs();
		this.axis = TimeAxis.of(endMs, (int) ((RIGHT - LEFT) / PIXELS_PER_TICK));
	}

	/**
	 * Adds a line to those above, two at most. The chart is as high as it needs.
	 * @param text what it means
	 * @param perSecond a number a second for each point
	 * @return this
	 */
	public PointSvg with(String text, List<Double> perSecond) {
		List<Double> smoothed = smoothed(perSecond);
		this.most = Math.max(this.most, smoothed.isEmpty() ? 0 : Collections.max(smoothed));
		this.more.add(new More("series more" + this.more.size(), text, smoothed));
		return this;
	}

	private List<Double> smoothed(List<Double> values) {
		List<Point> points = IntStream.range(0, this.raw.size())
			.mapToObj((index) -> new Point(this.raw.get(index).atMs(), this.raw.get(index).phase(), values.get(index),
					0, 0, 0, 0, 0, 0))
			.toList();
		return Smoothing.overHalfASecond(points).stream().map(Point::offered).toList();
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
		phases();
		axes();
		series("offered", Point::offered, (_) -> true, this.most, TOP, HEIGHT);
		for (More it : this.more) {
			line(it.look(), it.values()::get, (_) -> true, this.most, TOP, HEIGHT);
		}
		series("predicted", Point::predicted, (_) -> true, this.most, TOP, HEIGHT);
		series("completed", Point::completed, (_) -> true, this.most, TOP, HEIGHT);
		series("failed-requests", Point::failed, (point) -> point.failed() > 0, this.most, TOP, HEIGHT);
		series("latency", Point::p99Ms, (point) -> point.completed() > 0, this.slowest, LOWER, LOWER_HEIGHT);
	}

	@Override
	protected List<Key> keys() {
		List<Key> keys = new ArrayList<>(List.of(new Key("series offered", "offered"),
				new Key("series completed", "completed"), new Key("series predicted", "predicted"),
				new Key("series failed-requests", "failed"), new Key("series latency", "p99 latency")));
		this.more.forEach((it) -> keys.add(new Key(it.look(), it.text())));
		return keys;
	}

	private void phases() {
		int index = 0;
		double from = 0;
		List<Point> names = new ArrayList<>();
		for (int point = 0; point < this.points.size(); point++) {
			Point last = this.points.get(point);
			if (point + 1 == this.points.size() || !this.points.get(point + 1).phase().equals(last.phase())) {
				if (index++ % 2 == 1) {
					svg().empty("rect", "class", "band", "x", x(from), "y", TOP - 24, "width", x(last.atMs()) - x(from),
							"height", BOTTOM - TOP + 24);
				}
				names.add(new Point(from, last.phase(), 0, 0, 0, 0, 0, 0, 0));
				from = last.atMs();
			}
		}
		names.forEach((it) -> svg().text("text", it.phase(), "class", "label", "x", x(it.atMs()) + 4, "y", TOP - 9));
	}

	private void axes() {
		this.axis.ticks().forEach((tick) -> tick(x(tick.doubleValue()), TOP, this.axis.label(tick)));
		levels(this.most, 4, TOP, HEIGHT, "/s");
		levels(this.slowest, 2, LOWER, LOWER_HEIGHT, " ms");
		svg().text("text", "requests a second", "class", "label", "x", LEFT + 4, "y", TOP + 14);
		svg().text("text", "p99 latency", "class", "label", "x", LEFT + 4, "y", LOWER + 14);
	}

	private void levels(double largest, int count, double top, double height, String unit) {
		for (int level = 0; level <= count; level++) {
			double value = largest * level / count;
			level(y(value, largest, top, height), Math.round(value) + unit);
		}
	}

	private void series(String look, ToDoubleFunction<Point> figure, Predicate<Point> is, double largest, double top,
			double height) {
		line("series " + look, (index) -> figure.applyAsDouble(this.points.get(index)),
				(index) -> is.test(this.points.get(index)), largest, top, height);
	}

	private void line(String look, IntToDoubleFunction figure, IntPredicate is, double largest, double top,
			double height) {
		StringBuilder path = new StringBuilder();
		boolean drawing = false;
		for (int index = 0; index < this.points.size(); index++) {
			if (is.test(index)) {
				// A single point has a length of 0, and is drawn by the round ends of the
				// line.
				path.append(String.format(Locale.ROOT, drawing ? "L%.1f,%.1f" : "M%.1f,%.1fh0",
						x(this.points.get(index).atMs()), y(figure.applyAsDouble(index), largest, top, height)));
			}
			drawing = is.test(index);
		}
		if (!path.isEmpty()) {
			svg().empty("path", "class", look, "d", path);
		}
	}

	private double x(double ms) {
		return LEFT + (RIGHT - LEFT) * this.axis.position(ms);
	}

	private static double y(double value, double largest, double top, double height) {
		return top + height * (1 - Math.min(value / largest, 1));
	}

	/**
	 * A further line.
	 *
	 * @param look the classes of the line
	 * @param text what it means
	 * @param values a number for each point
	 */
	private record More(String look, String text, List<Double> values) {
	}

}
