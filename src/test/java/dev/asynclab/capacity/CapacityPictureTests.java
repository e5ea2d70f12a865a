package dev.asynclab.capacity;

import java.io.StringReader;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import dev.asynclab.answer.OwnServer;
import dev.asynclab.job.Style;
import dev.asynclab.load.Arrivals;
import dev.asynclab.load.Bottleneck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Mockito;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;

/**
 * Tests for {@link CapacityText}, {@link CapacitySvg} and {@link Adviser}.
 */
class CapacityPictureTests {

	private final Reporter reporter = new Reporter(Plans.LIMITS, server());

	private static OwnServer server() {
		OwnServer server = Mockito.mock(OwnServer.class);
		given(server.curl(anyString())).willAnswer((call) -> "curl 'localhost:8080" + call.getArgument(0) + "'");
		return server;
	}

	private CapacityReport predict(CapacityPlan plan) {
		return this.reporter.report(plan, Mode.PREDICT, List.of(Plans.POOL, Plans.WEBCLIENT, Plans.VIRTUAL), Map.of(),
				false);
	}

	@Test
	void drawsARowAStyle() {
		assertThat(predict(Plans.plan(40, Arrivals.CONSTANT)).toText().lines().limit(8)).containsExactly(
				"capacity: 40 requests a second (constant), each with 3 calls at once of 50ms,",
				"for 5s; SLO: p99 up to 100.0 ms", "",
				"               utilisation       p50 ms          p99 ms         requests/s",
				"               0          1     predict measure predict measure predict measure",
				"async-pool     ███████▌  │ 0.75    50.0            50.0            39.8",
				"webclient      ▏         │ 0.01    50.0            50.0            39.8",
				"virtual-thread no limit            50.0            50.0            39.8");
	}

	@ParameterizedTest
	@EnumSource
	void fitsIntoTheTerminal(Mode mode) {
		CapacityPlan plan = Plans.plan(1000, Arrivals.POISSON).withBlockingShare(0.5);
		Predicted predicted = Plans.predict(plan, Plans.POOL);
		Measured measured = Plans.measured(99_999.9, Carries.NO, 1.0, 1.0)
			.found(new Search(123.4, null, Search.End.OUT_OF_TIME), List.of());
		CapacityReport report = this.reporter.report(plan, mode, List.of(Plans.POOL, Plans.WEBCLIENT, Plans.VIRTUAL),
				Map.of(Style.ASYNC_POOL, this.reporter.verdict(plan, mode, Style.ASYNC_POOL, predicted, measured)),
				true);
		assertThat(report.toText().lines().filter((line) -> !line.startsWith("curl ")))
			.allMatch((line) -> line.length() <= 80)
			.contains("The experiment was stopped before its end.");
	}

	@Test
	void aHugeUtilisationFitsIntoTheTerminal() {
		CapacityReport report = predict(new CapacityPlan(50, Duration.ofSeconds(5), Duration.ZERO, 0, 60, 1, 1, 0.5,
				Arrivals.POISSON, 1, Duration.ofSeconds(5), null));
		assertThat(report.styles().getFirst().predicted().utilisation()).isEqualTo(15_000);
		assertThat(report.toText().lines().filter((line) -> !line.startsWith("curl ")))
			.allMatch((line) -> line.length() <= 80);
	}

	@Test
	void advisesTheThreadsThatAreEnough() {
		CapacityReport report = predict(Plans.plan(60, Arrivals.POISSON));
		assertThat(report.advice()).singleElement().satisfies((advice) -> {
			assertThat(advice.style()).isEqualTo(Style.ASYNC_POOL);
			assertThat(advice.bottleneck()).isEqualTo(Bottleneck.THREAD);
			assertThat(advice.text()).startsWith("async-pool: a thread was the bottleneck. With ")
				.contains(" threads instead of 8, p99 is ");
			assertThat(report.next()).isEqualTo(advice.next());
		});
		int enough = Integer.parseInt(report.next().replaceAll(".*threads=(\\d+).*", "$1"));
		CapacityPlan plan = Plans.plan(60, Arrivals.POISSON);
		assertThat(Plans.predict(plan.withThreads(enough), Plans.POOL).carries()).isEqualTo(Carries.YES);
		assertThat(Plans.predict(plan.withThreads(enough - 1), Plans.POOL).carries()).isNotEqualTo(Carries.YES);
	}

	@Test
	void advisesConnectionsAndWorkers() {
		assertThat(predict(Plans.plan(60, Arrivals.POISSON).withThreads(50).withConnections(8)).advice())
			.singleElement()
			.satisfies((advice) -> {
				assertThat(advice.bottleneck()).isEqualTo(Bottleneck.CONNECTION);
				assertThat(advice.text()).startsWith("webclient: a connection was the bottleneck.");
				assertThat(advice.next()).contains("connections=15");
			});
		assertThat(predict(Plans.plan(40, Arrivals.POISSON).withThreads(50).withBlockingShare(0.2)).advice())
			.singleElement()
			.satisfies((advice) -> {
				assertThat(advice.bottleneck()).isEqualTo(Bottleneck.LOOP);
				assertThat(advice.text()).contains("asyncio.to_thread, p99 is 50.0 ms instead of");
				assertThat(advice.next()).contains("style=virtual-thread", "blockingShare=0.2");
			});
	}

	@Test
	void advisesWhatCanBeDoneWhereNoThreadHelps() {
		CapacityPlan impatient = new CapacityPlan(3, Duration.ofMillis(50), Duration.ZERO, 0, 40, 8, 500, 0,
				Arrivals.POISSON, 1, Duration.ofSeconds(5), Duration.ofMillis(20));
		assertThat(predict(impatient).advice()).hasSize(3)
			.allSatisfy((advice) -> assertThat(advice.text()).contains("no change helps", "50.0 ms"));
		CapacityPlan tooLarge = new CapacityPlan(50, Duration.ofSeconds(5), Duration.ZERO, 0, 60, 8, 1000, 0,
				Arrivals.POISSON, 1, Duration.ofSeconds(5), null);
		assertThat(predict(tooLarge).advice()).hasSize(3)
			.allSatisfy((advice) -> assertThat(advice.text()).contains("more than 2000 at once"));
		CapacityPlan large = new CapacityPlan(50, Duration.ofSeconds(1), Duration.ZERO, 0, 10, 8, 1000, 0,
				Arrivals.POISSON, 1, Duration.ofSeconds(5), null);
		assertThat(predict(large).advice().getFirst().text())
			.contains("even with 200 threads, the most that the lab allows");
		assertThat(predict(Plans.plan(20, Arrivals.CONSTANT)).advice()).singleElement().satisfies((advice) -> {
			assertThat(advice.text()).contains("Nothing has to change. The nearest limit is that of async-pool");
			assertThat(advice.next()).contains("mode=find&style=async-pool");
		});
	}

	@Test
	void advisesByWhatWasMeasured() {
		CapacityPlan plan = Plans.plan(40, Arrivals.CONSTANT);
		Predicted predicted = Plans.predict(plan, Plans.VIRTUAL);
		assertThat(advice(plan, predicted, Plans.measured(300, Carries.LATE, 0.95, 0.9)))
			.contains("a core was the bottleneck", "2.5 ms of CPU time");
		assertThat(advice(plan, predicted, Plans.measured(300, Carries.LATE, 0.95, 0.1))).contains("Measure again");
	}

	@Test
	void doesNotSayThatNoLimitIsInSightWhereOneWasFound() {
		CapacityPlan plan = Plans.plan(40, Arrivals.CONSTANT);
		Predicted predicted = Plans.predict(plan, Plans.VIRTUAL);
		Measured measured = Plans.measured(90, Carries.YES, 0.9, 0.2);
		assertThat(advice(Mode.FIND, plan, predicted,
				measured.found(new Search(320.0, 330.0, Search.End.FOUND), List.of())))
			.contains("above which virtual-thread is late", "Measure again");
		assertThat(advice(Mode.FIND, plan, predicted,
				measured.found(new Search(1000.0, null, Search.End.AT_EVERY_RATE), List.of())))
			.contains("no limit is in sight");
	}

	private String advice(CapacityPlan plan, Predicted predicted, Measured measured) {
		return advice(Mode.MEASURE, plan, predicted, measured);
	}

	private String advice(Mode mode, CapacityPlan plan, Predicted predicted, Measured measured) {
		return this.reporter
			.report(plan, mode, List.of(Plans.VIRTUAL),
					Map.of(Style.VIRTUAL_THREAD,
							this.reporter.verdict(plan, mode, Style.VIRTUAL_THREAD, predicted, measured)),
					false)
			.advice()
			.getFirst()
			.text();
	}

	@Test
	void drawsALineAStyleAndAMarkWhereItWasMeasured() throws Exception {
		CapacityPlan plan = Plans.plan(40, Arrivals.POISSON);
		Predicted predicted = Plans.predict(plan, Plans.POOL);
		CapacityReport report = this.reporter.report(plan, Mode.MEASURE, List.of(Plans.POOL, Plans.VIRTUAL),
				Map.of(Style.ASYNC_POOL, this.reporter.verdict(plan, Mode.MEASURE, Style.ASYNC_POOL, predicted,
						Plans.measured(160, Carries.LATE, 0.1, 0.1))),
				false);
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		Document svg = factory.newDocumentBuilder().parse(new InputSource(new StringReader(report.toSvg())));
		assertThat(svg.getDocumentElement().getAttribute("aria-labelledby")).isEqualTo("capacity-title capacity-desc");
		assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).contains(report.verdict());
		assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
		assertThat(report.toSvg()).contains("SLO 100 ms", ">40/s<", "● async-pool", ">virtual-thread<", ">advice: ");
	}

	/** Where styles do the same, none hides the others. */
	@Test
	void equalLinesAndMarksAreAllSeen() {
		CapacityPlan plan = Plans.plan(10, Arrivals.CONSTANT);
		List<CapacitySite> sites = List.of(Plans.POOL, Plans.VIRTUAL);
		Map<Style, StyleCapacity> measured = new EnumMap<>(Style.class);
		sites.forEach((site) -> measured.put(site.style(), this.reporter.verdict(plan, Mode.MEASURE, site.style(),
				Plans.predict(plan, site), Plans.measured(55, Carries.YES, 0.1, 0.1))));
		String svg = this.reporter.report(plan, Mode.MEASURE, sites, measured, false).toSvg();
		assertThat(found(svg, "<polyline[^>]*stroke-width: ([0-9.]+)")).hasSize(2)
			.isSortedAccordingTo(Comparator.reverseOrder());
		assertThat(found(svg, "<text class=\"m\\d\" x=\"([0-9.]+)")).hasSize(2).doesNotHaveDuplicates();
		assertThat(svg).contains(">●</text>", ">■</text>");
	}

	private static List<Double> found(String svg, String pattern) {
		return Pattern.compile(pattern).matcher(svg).results().map((it) -> Double.valueOf(it.group(1))).toList();
	}

}
