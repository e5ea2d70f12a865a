package dev.asynclab.load;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PointChart}, {@link PointSvg} and {@link Smoothing}.
 */
class PointChartTests {

	private static final List<Point> JUMPING = IntStream.range(0, 20)
		.mapToObj((index) -> point(index, (index < 10) ? "before" : "after", (index % 5 == 0) ? 100 : 0, 20))
		.toList();

	@Test
	void smoothsOverHalfASecond() {
		assertThat(Smoothing.overHalfASecond(JUMPING).subList(2, 8)).extracting(Point::completed).containsOnly(20.0);
		assertThat(Smoothing.overHalfASecond(JUMPING)).hasSameSizeAs(JUMPING)
			.extracting(Point::atMs)
			.containsExactlyElementsOf(JUMPING.stream().map(Point::atMs).toList());
	}

	@Test
	void keepsTheEdgeBetweenPhasesAndWhatWasPredicted() {
		List<Point> edge = IntStream.range(0, 20)
			.mapToObj((index) -> point(index, (index < 10) ? "before" : "after", (index < 10) ? 100 : 50,
					(index < 10) ? 90 : 40))
			.toList();
		assertThat(Smoothing.overHalfASecond(edge)).isEqualTo(edge);
	}

	@Test
	void takesTheLatencyOnlyOfPointsThatHaveOne() {
		assertThat(Smoothing.overHalfASecond(JUMPING).get(3).p99Ms()).isEqualTo(7);
	}

	@Test
	void hasATimeAxisAndADotWhereMoreWasPredicted() {
		List<Point> points = IntStream.range(0, 40).mapToObj((index) -> point(index, "only", 50, 100)).toList();
		assertThat(PointChart.lines(points, 100)).extracting(String::stripTrailing).containsExactly("""
				  150 ┤
				  125 ┤
				  100 ┤········································
				   75 ┤
				   50 ┤████████████████████████████████████████
				   25 ┤████████████████████████████████████████
				      └┬─────────┬─────────┬─────────┬─────────
				       0 s       1 s       2 s       3 s
				       │only
				       · predicted, where fewer succeeded
				""".lines().toArray(String[]::new));
	}

	@Test
	void numbersThePhasesWhoseNamesDoNotFit() {
		List<Point> points = IntStream.range(0, 20)
			.mapToObj((index) -> point(index, (index < 10) ? "healthy" : (index < 14) ? "impaired" : "recovered", 50, 50))
			.toList();
		assertThat(PointChart.lines(points, 100)).extracting(String::stripTrailing)
			.endsWith("       │1        │2  │3", "       1 healthy  2 impaired  3 recovered");
		List<Point> many = IntStream.range(0, 9).mapToObj((index) -> point(index, "the-phase-" + index, 50, 50)).toList();
		assertThat(PointChart.lines(many, 100)).contains("       123456789")
			.allMatch((line) -> line.length() <= 80)
			.anyMatch((line) -> line.endsWith("9 the-phase-8"));
	}

	@Test
	void aLongRunStillFits() {
		List<Point> points = IntStream.range(0, 1000).mapToObj((index) -> point(index, "only", 100, 100)).toList();
		assertThat(PointChart.lines(points, 100)).allMatch((line) -> line.length() <= 80);
		assertThat(PointChart.lines(points, 100).get(7)).contains("0 s", "20 s", "80 s");
		assertThat(PointChart.lines(List.of(), 100)).isEmpty();
	}

	@Test
	void aPictureClipsABurstAndBreaksTheLineWhereNothingEnded() {
		String svg = new PointSvg("A heading", List.of("A sentence & more."), List.of(point(0, "one", 100, 100),
				point(1, "one", 100, 100), point(2, "two", 0, 100), point(3, "three", 9000, 100)), 100)
			.draw();
		assertThat(svg).contains("A sentence &amp; more.", ">one<", ">two<", ">three<", "prefers-color-scheme: dark");
		assertThat(svg).containsPattern("class=\"series latency\" d=\"M[^M\"]*M[^M\"]*\"");
		assertThat(svg).doesNotContain("y=\"-", ",-");
	}

	private static Point point(int index, String phase, double completed, double predicted) {
		return new Point(100 * (index + 1), phase, 100, completed, predicted, 0, (completed > 0) ? 7 : 0, 9, 3);
	}

}
