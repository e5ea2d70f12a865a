package dev.asynclab.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Smooths points for a chart: a tenth of a second has few requests, so its figures jump.
 */
final class Smoothing {

	/** Half of the half second. */
	private static final double REACH_MS = 250;

	private Smoothing() {
	}

	/**
	 * Takes for each point the mean of the half second around it. Only points of the same
	 * phase are taken, so that an edge between phases stays one. What was predicted stays
	 * as it is.
	 * @param points the points, in order
	 * @return as many points
	 */
	static List<Point> overHalfASecond(List<Point> points) {
		List<Point> smoothed = new ArrayList<>();
		int from = 0;
		int to = 0;
		for (Point point : points) {
			while (points.get(from).atMs() < point.atMs() - REACH_MS
					|| !points.get(from).phase().equals(point.phase())) {
				from++;
			}
			to = Math.max(to, from);
			while (to < points.size() && points.get(to).atMs() <= point.atMs() + REACH_MS
					&& points.get(to).phase().equals(point.phase())) {
				to++;
			}
			smoothed.add(mean(point, points.subList(from, to)));
		}
		return smoothed;
	}

	private static Point mean(Point middle, List<Point> around) {
		List<Point> answered = around.stream().filter((point) -> point.completed() > 0).toList();
		return new Point(middle.atMs(), middle.phase(), mean(around, Point::offered), mean(around, Point::completed),
				middle.predicted(), mean(around, Point::failed), mean(answered, Point::p99Ms),
				around.stream().mapToDouble(Point::maxMs).max().orElse(0),
				(int) Math.round(mean(around, Point::inFlight)));
	}

	private static double mean(List<Point> points, ToDoubleFunction<Point> figure) {
		return points.stream().mapToDouble(figure).average().orElse(0);
	}

}
