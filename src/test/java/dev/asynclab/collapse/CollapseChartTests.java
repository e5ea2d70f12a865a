package dev.asynclab.collapse;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import dev.asynclab.job.Place;
import dev.asynclab.load.Advice;
import dev.asynclab.load.Bottleneck;
import dev.asynclab.load.Machine;
import dev.asynclab.load.Point;
import dev.asynclab.notation.Sentence;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CollapseChart}.
 */
class CollapseChartTests {

	@Test
	void drawsTheCallsOverTimeAndTheFiguresOfEachPhase() {
		assertThat(report(20, false).toText()).isEqualTo("""
				collapse on event-loop: 100 calls a second, 10% of them block 200 ms

				  150 ┤
				  125 ┤
				  100 ┤██████████
				   75 ┤██████████
				   50 ┤████████████████████
				   25 ┤████████████████████
				      └┬──────────┬────────
				       0 s        1 s
				       │healthy  │blocking

				calls/s   offered completed predicted ratio       p50       p99       max errors
				healthy       100       100       100  1.00    1.0 ms    2.5 ms    3.0 ms      0
				blocking      100        50        50  1.00    1.0 ms    1.50 s    1.60 s      3

				blocking: predicted 1 thread / (0.1 × 0.2 s) = 50; a heartbeat waited 400.0 ms;
				errors 3 × 429
				recovery: The calls from before had ended.
				2 cores, Java 25, Linux

				advice: Do something.
				A lesson.
				next:
				curl localhost
				""");
	}

	@Test
	void drawsAPictureThatSaysTheSame() throws Exception {
		String svg = report(20, true).toSvg();
		DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
		assertThat(svg).contains("class=\"series completed\"", "class=\"series predicted\"", ">healthy<", ">blocking<",
				">0 s<", ">1 s<", "recovery: The calls from before had ended.", "advice: Do something.", "A lesson.",
				"stopped before its end");
		assertThat(report(0, true).toSvg()).contains("A lesson.").doesNotContain("NaN", "<path");
	}

	@Test
	void fitsALongExperimentIntoTheTerminal() {
		assertThat(report(1000, false).toText().lines().filter((line) -> line.contains("┤"))).hasSize(6)
			.allMatch((line) -> line.length() <= 80);
	}

	@Test
	void drawsWhatThereIsOfAStoppedExperiment() {
		assertThat(report(0, true).toText()).contains("The experiment was stopped before its end.").doesNotContain("┤");
	}

	private static CollapseReport report(int points, boolean stopped) {
		List<PhaseFigures> phases = List.of(
				new PhaseFigures(Phase.HEALTHY, 1000, 100, 100, 100, Sentence.of("because.rate", "the rate"), 1,
						Map.of(), 1, 2, 2.5, 3, 10, 12, 5.0, null, null, 0.5, 0.4),
				new PhaseFigures(Phase.BLOCKING, 1000, 100, 50, 50,
						Sentence.of("test", "1 thread / (0.1 × 0.2 s) = 50"), 1, Map.of("429", 3L), 1, 2, 1500, 1600,
						10, 60, 400.0, null, null, 0.5, 0.4));
		return new CollapseReport(Place.EVENT_LOOP, 100, 200, 200, 0.1, null, 1000, stopped, phases,
				IntStream.range(0, points)
					.mapToObj((index) -> new Point(100 * index, (2 * index < points) ? "healthy" : "blocking", 100,
							(2 * index < points) ? 100 : 50, (2 * index < points) ? 100 : 50, 0, 1, 1, 10))
					.toList(),
				List.of(new Remark(Phase.RECOVERY, Sentence.of("test", "The calls from before had ended."))),
				List.of(new Advice(null, Bottleneck.LOOP, Sentence.of("test", "Do something."), "curl localhost")),
				new Machine(2, "25", "Linux"), Sentence.of("test", "A lesson."), "curl localhost");
	}

}
