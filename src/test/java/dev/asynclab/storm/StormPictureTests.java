package dev.asynclab.storm;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

import dev.asynclab.job.Shape;
import dev.asynclab.load.Advice;
import dev.asynclab.load.Bottleneck;
import dev.asynclab.load.Machine;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StormText} and {@link StormSvg}.
 */
class StormPictureTests {

	@Test
	void theTextHasARowAPhaseAndWhatWasPredicted() {
		String text = report(Cure.LIMIT, false).toText();
		assertThat(text).startsWith("""
				retry storm on async-pool: 100 calls a second (poisson), 50ms each on 8 threads;
				time-out 250ms, 3 retries; trigger: 4 times slower; phase 10s; cure: limit
				bounded by a pool of 8 threads, and its queue of 200
				""");
		assertThat(text).contains("""
				a second  calls answered in time attempts  wasted    work refused queue     p99
				                 predict measure          predict measure          most      ms
				healthy   100.0     99.0   100.0    100.0     1.5     0.0     0.0    12   120.5
				""");
		assertThat(text).contains("after     100.0      0.0     0.0    400.0   158.5   160.0   240.0   200       –\n")
			.contains("cured     100.0     99.0   100.0")
			.contains("│healthy", "│trigger", "│after", "│cured")
			.contains("advice: Do something.")
			.endsWith("next:\ncurl 'it'\n");
	}

	@ParameterizedTest
	@EnumSource
	void noLineIsTooWide(Cure cure) {
		assertThat(report(cure, false).toText().lines()).filteredOn((line) -> !line.startsWith("curl "))
			.allMatch((line) -> line.length() <= 80, "80 columns");
	}

	@Test
	void whatWasStoppedAtOnceIsDrawnWithoutAChart() {
		StormReport report = report(null, true);
		assertThat(report.toText()).contains("The experiment was stopped before its end.").doesNotContain("┤");
		assertThat(report.toSvg()).contains("stopped before its end").doesNotContain("<path", "NaN");
	}

	@Test
	void thePictureHasALineForEachFigureAndSaysWhatTheTextSays() throws Exception {
		String svg = report(Cure.LIMIT, false).toSvg();
		Document document = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(svg)));
		assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(6);
		assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
			.isEqualTo("bounded by a pool of 8 threads, and its queue of 200 " + report(Cure.LIMIT, false).lesson()
					+ " advice: Do something.");
		assertThat(svg).contains(">healthy<", ">trigger<", ">after<", ">cured<", ">completed<", ">attempts<",
				">wasted work<", ">advice: Do something.<");
	}

	private static StormReport report(@Nullable Cure cure, boolean stopped) {
		StormPlan plan = Plans.usual(cure);
		List<PhaseFigures> phases = stopped ? List.of() : plan.phases().stream().map(StormPictureTests::phase).toList();
		List<StormPoint> points = new ArrayList<>();
		for (Phase phase : stopped ? List.<Phase>of() : plan.phases()) {
			for (int number = 0; number < 20; number++) {
				double good = Figures.isUp(phase) ? 100 : 0;
				points.add(new StormPoint(100.0 * (points.size() + 1), phase.id(), 100, 400 - 3 * good, good, good, 0,
						160 - good, 3, 60, 70, 5));
			}
		}
		return new StormReport(plan.on(),
				Sentence.of("storm.bound-pool", "a pool of {0} threads, and its queue of {1}", 8, 200), plan.rate(), 50,
				51.5, 0.4, 0.6, null, plan.threads(), plan.queue(), 250, plan.retries(), plan.trigger(), 10_000,
				plan.arrivals(), plan.seed(), cure, (cure != null) ? cure.side() : null, null, null, stopped, phases,
				points, Verdict.lesson(plan, null, phases),
				List.of(new Advice(null, Bottleneck.THREAD, Sentence.of("test", "Do something."), "curl 'it'")),
				(cure != null) ? cure.source(Shape.FUTURES) : null, Machine.here(), "curl 'it'");
	}

	private static PhaseFigures phase(Phase name) {
		return Figures.isUp(name) ? Figures.up(name) : Figures.down(name);
	}

	/**
	 * Figures of phases.
	 */
	static final class Figures {

		private Figures() {
		}

		static boolean isUp(Phase phase) {
			return phase == Phase.HEALTHY || phase == Phase.CURED;
		}

		static PhaseFigures up(Phase name) {
			return of(name, 100, 99, 100, 0);
		}

		static PhaseFigures down(Phase name) {
			return of(name, 0, 0, 400, 160);
		}

		static PhaseFigures of(Phase name, double goodput, double predicted, double attempts, double wasted) {
			return new PhaseFigures(name, 10_000, 100, 100, attempts, goodput, goodput, predicted, predicted, 160, 160,
					wasted, Math.abs(wasted - 1.5), attempts, (attempts > 160) ? 240 : 0, 0, 0, 0,
					(attempts > 160) ? 200 : 12, 200, (goodput > 0) ? 60.0 : null, (goodput > 0) ? 120.5 : null, 99.0,
					(goodput > 0) ? 130.0 : null, Map.of());
		}

	}

}
