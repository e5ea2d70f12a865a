package dev.asynclab.page;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.asynclab.LabTest;
import dev.asynclab.browser.Browser;
import dev.asynclab.browser.BrowserTest;
import dev.asynclab.load.Experiments;
import dev.asynclab.page.PageInBrowser.DrawnBar;
import dev.asynclab.page.PageInBrowser.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the collapse, the pitfalls and the semantics on the page.
 */
@BrowserTest
@ResourceLock("experiments")
@LabTest
@ActiveProfiles("experiments")
class ExperimentPageTests {

	private static final View WIDE = new View(1440, "en", "light");

	@LocalServerPort
	private int port;

	@Autowired
	private Experiments experiments;

	// An experiment that a test has left ends when its page is gone.
	@BeforeEach
	void nothingElseRuns(Browser browser) {
		browser.driver().get("about:blank");
		await().atMost(Duration.ofSeconds(60)).until(this.experiments::isIdle);
	}

	@Test
	void watchesTheThroughputCollapse(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#collapse?rate=60&delay=100ms&blockingShare=0.5&phase=500ms", WIDE);
		page.awaitInView(".collapse .canvas");
		page.awaitTrue("document.querySelectorAll('tbody tr[data-phase]').length === 4");
		assertThat(page.all(".collapse-chart .phase")).hasSize(4);
		assertThat(page.all(".collapse-chart .series[d]")).hasSizeGreaterThanOrEqualTo(4);
		assertThat(levels(browser, "predicted", "blocking").getLast()).as("calls a second, drawn")
			.isLessThan(levels(browser, "predicted", "healthy").getFirst());
		assertThat(levels(browser, "completed", "blocking")).as("the curve falls below what is offered")
			.anyMatch((level) -> level < levels(browser, "offered", "blocking").getLast());
		page.awaitTrue("document.querySelectorAll('.stalls li .source').length > 0");
		assertThat(page.all(".collapse-chart rect.stall")).isNotEmpty();
		assertThat(page.all(".remarks li[data-phase=recovery]")).isNotEmpty();
		assertThat(page.text("tr[data-phase=recovery] td:last-child")).as("the predicted time to drain").contains("s");
		assertThat(page.text(".advice li[data-bottleneck=loop] code")).contains("/api/collapse?on=virtual-thread");
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	/** How high above the chart's lower edge a series is drawn in a phase, in pixels. */
	@SuppressWarnings("unchecked")
	private static List<Double> levels(Browser browser, String series, String phase) {
		List<Number> levels = (List<Number>) browser.execute(
				"""
						const chart = document.querySelector('.collapse-chart');
						const band = chart.querySelector(`.band[data-phase=${arguments[1]}]`);
						const [from, width] = ['x', 'width'].map((it) => Number(band.getAttribute(it)));
						return [...chart.querySelector(`.series.${arguments[0]}`).getAttribute('d').matchAll(/[ML]([\\d.]+),([\\d.]+)/g)]
							.map(([, x, y]) => [Number(x), Number(y)])
							.filter(([x]) => x > from && x <= from + width)
							.map(([, y]) => Number(chart.getAttribute('height')) - y);""",
				series, phase);
		return levels.stream().map(Number::doubleValue).toList();
	}

	@Test
	void namesTheAxisOfTheRequestsAndSaysHowHighALineIsThatIsCutOff(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#collapse", WIDE);
		page.await(".recorded-note");
		assertThat(page.all(".collapse-chart .panel")).extracting(WebElement::getText)
			.containsExactlyInAnyOrder("requests a second", "p99 latency");
		browser.execute(
				"""
						import('/page/collapse-chart.js').then(({ CollapseChart }) => {
							const chart = new CollapseChart({ rate: 100, phaseMs: 1000, phases: 1 });
							document.querySelector('main').replaceChildren(chart.element);
							[100, 640, 100].forEach((completed, index) => chart.add({ atMs: 300 * (index + 1), phase: 'healthy', offered: 100,
								completed, predicted: 100, failed: 0, p99Ms: 5 }));
							chart.describe('A chart');
							chart.draw();
						});
						return true;""");
		page.await(".collapse-chart .peak text");
		assertThat(page.all(".collapse-chart .peak text")).extracting(WebElement::getText).containsExactly("↑ 640");
		page.assertFitsAndSpeaks();
	}

	@Test
	void asksForThreadsWhereThereIsAPoolAndChangesTheUsualValues(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#collapse", new View(1440, "en", "light"));
		page.await("input[name=delay]").sendKeys(Keys.HOME, Keys.DELETE, "2");
		assertThat(page.all("input[name=threads]")).isEmpty();
		new Select(page.await("select[name=on]")).selectByValue("async-pool");
		assertThat(page.await("input[name=threads]").getDomProperty("value")).isEqualTo("8");
		assertThat(page.await("input[name=rate]").getDomProperty("value")).isEqualTo("120");
		assertThat(page.await("input[name=delay]").getDomProperty("value")).isEqualTo("20ms");
		assertThat(page.text(".command code")).contains("on=async-pool", "rate=120", "blockingShare=0.8", "threads=8");
		new Select(page.await("select[name=on]")).selectByValue("asyncio");
		assertThat(page.all("input[name=threads]")).isEmpty();
		assertThat(page.text(".command code")).contains("rate=200", "delay=20ms").doesNotContain("threads");
		page.assertClean();
	}

	@Test
	void stopsTheExperiment(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#collapse?phase=10s&rate=20",
				new View(1440, "en", "light"));
		page.awaitTrue("document.querySelector('.series.completed')?.getAttribute('d')?.includes('L')");
		page.click(".run-button.running");
		page.awaitTrue("!document.querySelector('.run-button').classList.contains('running')");
		assertThat(page.text(".collapse > .outcome")).startsWith("Stopped before its end");
		assertThat(page.all("tbody tr[data-phase]")).isNotEmpty();
		assertThat(page.all(".save-svg")).hasSize(1);
		browser.await((_) -> browser.execute(
				"return fetch('/api/collapse', { method: 'DELETE' }).then((it) => it.json()).then((it) => it.stopped)")
			.equals(false));
		page.assertClean();
	}

	@Test
	void stopsTheWarmUpAndLeavesNothingBehind(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#collapse?phase=10s&rate=20",
				new View(1440, "en", "light"));
		page.awaitTrue("document.querySelector('.outcome').textContent.startsWith('Warming up')");
		page.click(".under-way .stop");
		page.awaitTrue("!document.querySelector('.run-button').classList.contains('running')");
		assertThat(page.text(".collapse > .outcome")).isEqualTo("Stopped before anything was measured.");
		assertThat(browser.execute(
				"return fetch('/api/collapse', { method: 'DELETE' }).then((it) => it.json()).then((it) => it.stopped)"))
			.isEqualTo(false);
		page.assertClean();
	}

	@Test
	void keepsInTheAddressWhatWasEmptied(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#collapse", new View(375, "en", "light"));
		page.await("input[name=phase]").sendKeys(Keys.END, Keys.BACK_SPACE, Keys.BACK_SPACE);
		assertThat(browser.driver().getCurrentUrl()).endsWith("&phase=");
		browser.driver().navigate().refresh();
		page.ready();
		assertThat(page.await("input[name=phase]").getDomProperty("value")).isEmpty();
		// The address names a run, which goes on.
		browser.execute("return fetch('/api/collapse', { method: 'DELETE' }).then(() => true);");
	}

	@Test
	void saysInViewWhatTheServiceRefuses(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#collapse?rate=0",
				new View(375, "zh", "dark"));
		page.awaitInView(".notice.refused");
		assertThat(page.text(".notice.refused code")).isEqualTo("rate");
		assertThat(browser.consoleErrors()).allMatch((error) -> error.contains("400"));
	}

	@Test
	void savesTheChartWithItsColours(Browser browser, @TempDir Path downloads) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#collapse?rate=&phase=500ms&delay=20ms&blockingShare=0.05", new View(1440, "en", "light"));
		page.devTools("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", downloads.toString()));
		page.await("tbody tr[data-phase]");
		page.click(".save-svg");
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(downloads.resolve("collapse.svg")).content()
				.startsWith("<svg")
				.contains("Calls that ended well: Healthy:", ".completed { stroke: #2f6fde",
						"class=\"series completed\"")
				.doesNotContain("NaN"));
		assertThat(browser.consoleErrors()).isEmpty();
	}

	@Test
	void watchesARetryStormAndReadsItsCure(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#storm?cure=budget&rate=20&delay=10ms&phase=500ms", WIDE);
		page.awaitInView(".storm .canvas");
		page.awaitTrue("document.querySelectorAll('tbody tr[data-phase]').length === 4");
		assertThat(page.all(".collapse-chart .phase")).hasSize(4);
		assertThat(page.all(".collapse-chart .series[d]")).hasSizeGreaterThanOrEqualTo(4);
		assertThat(page.all("tbody tr[data-phase=cured] td")).hasSize(9);
		assertThat(page.text(".storm .advice li code")).contains("/api/retry-storm");
		assertThat(page.text(".storm .code-card > .source")).contains("class RetryBudget");
		assertThat(page.text(".storm .lesson")).isNotBlank();
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void withoutACureNoneIsAskedFor(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#storm", new View(1440, "en", "light"));
		new Select(page.await("select[name=cure]")).selectByValue("none");
		page.await("input[name=retries]").sendKeys(Keys.BACK_SPACE, Keys.DELETE, "0");
		assertThat(page.text(".storm .command code")).contains("/api/retry-storm?")
			.contains("retries=0")
			.doesNotContain("cure");
	}

	@Test
	void findsAPitfallAndRunsBothSides(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#pitfalls", WIDE);
		page.awaitTrue("document.querySelectorAll('.pitfall-list li').length > 20");
		browser.driver().findElement(By.cssSelector("input[type=search]")).sendKeys("bean calls @Async");
		page.awaitTrue("document.querySelectorAll('.pitfall-list li').length === 1");
		page.click(".pitfall-list a");
		page.awaitTrue(
				"document.querySelector('.broken > .source')?.textContent.includes('class BrokenSelfInvocation')");
		browser.execute("document.querySelector('.observations').dataset.old = 'true'; return true;");
		page.click(".pitfall-detail .run-button").await(".observations:not([data-old])");
		assertThat(page.all(".observations .differs")).isNotEmpty();
		assertThat(page.text(".broken > .source")).contains("class BrokenSelfInvocation");
		assertThat(page.text(".fixed > .source")).contains("class FixedSelfInvocation");
		assertThat(browser.driver().getCurrentUrl()).contains("#pitfalls/self-invoked-async?q=");
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@EveryScreenTest
	void drawsAPitfallBrokenAboveFixedOnOneAxis(int width, String language, String theme, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#pitfalls/future-cancel",
				new View(width, language, theme));
		page.await(".tracks");
		assertThat(page.all(".track")).extracting((track) -> track.getDomAttribute("data-track"))
			.containsExactly("broken", "fixed");
		assertThat(ranOn(page, "broken")).contains("export");
		assertThat(page.ends("[data-track=broken]")).isEmpty();
		assertThat(page.ends("[data-track=fixed]")).containsExactly("export cancelled");
		List<Double> scales = page.bars(".track")
			.stream()
			.filter((bar) -> bar.kind().equals("holding"))
			.map((bar) -> bar.width() / (bar.to() - bar.from()))
			.toList();
		assertThat(scales).hasSize(2)
			.allSatisfy((scale) -> assertThat(scale).isCloseTo(scales.getFirst(), within(0.01)));
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void saysWhereAPitfallHasNoTimes(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#pitfalls/lost-context",
				new View(375, "en", "light"));
		page.await(".observations");
		assertThat(page.text(".observed .hint")).startsWith("No picture");
		assertThat(page.all(".track")).isEmpty();
	}

	@Test
	void aBadPropertyIsNotGreen(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#semantics", new View(1440, "en", "light"));
		page.await(".facts tbody tr");
		String blocks = "tr[data-fact=blocking-delays-others] .cell.yes";
		assertThat(page.all(blocks)).hasSize(2)
			.allSatisfy((cell) -> assertThat(cell.getDomAttribute("class")).contains("unwanted"));
		assertThat(page.await(blocks + " .answer").getCssValue("color"))
			.isNotEqualTo(page.await("tr[data-fact=results-in-order] .cell.yes .answer").getCssValue("color"));
		assertThat(page.all("tr[data-fact=results-in-order] th small")).isEmpty();
		assertThat(page.text("tr[data-fact=siblings-run-on] th small")).startsWith("WebClient:");
	}

	// The tasks whose bars go on after the mark.
	private static List<String> ranOn(PageInBrowser page, String track) {
		String place = "[data-track='" + track + "']";
		double mark = page.number("document.querySelector(\"" + place + " .mark\").getBoundingClientRect().x");
		return page.bars(place)
			.stream()
			.filter((bar) -> bar.x() + bar.width() > mark + 2)
			.map(DrawnBar::task)
			.distinct()
			.toList();
	}

	@Test
	void leadsFromAPitfallToTheStorm(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#pitfalls/timeout-leaves-work",
				new View(1280, "en", "light"));
		page.await(".leads-to a");
		assertThat(page.text(".leads-to code")).contains("/api/retry-storm?cure=stop-work");
		page.click(".leads-to a").await(".storm .run-button");
		assertThat(page.text(".storm .command code")).contains("/api/retry-storm?cure=stop-work");
		page.assertClean();
	}

	// The next test shows the facts on every screen: to measure them takes long.
	@Test
	void leadsFromAFactToItsScenario(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#semantics?show=lesson",
				new View(1440, "en", "light"));
		page.await(".facts tbody tr");
		assertThat(page.all(".facts tbody tr")).hasSizeGreaterThan(20);
		assertThat(page.all(".facts tbody tr:first-child td")).hasSize(5);
		page.assertFitsAndSpeaks();
		page.assertClean();
		page.click("tr[data-fact=first-error-at-once] td:last-child a");
		page.await(".fact-card");
		page.await(".run .player");
		assertThat(page.text(".outcome.raised")).contains("B failed");
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void showsWhatTheProbeSawWhereNoScenarioShowsIt(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#semantics", WIDE);
		page.await(".facts tbody tr");
		assertThat(page.all(".facts td a")).hasSameSizeAs(page.all(".facts td"));
		page.click("tr[data-fact=first-error-at-once] td:nth-of-type(1) a");
		assertThat(page.text(".measured .chosen.no code")).isEqualTo("CompletableFuture.allOf");
		assertThat(page.all(".measured .yes code")).extracting(WebElement::getText).containsExactly("AsyncPoolGather");
		assertThat(page.all(".track code")).extracting(WebElement::getText)
			.containsExactly("CompletableFuture.allOf", "AsyncPoolGather");
		assertThat(ranOn(page, "CompletableFuture.allOf")).isEmpty();
		assertThat(ranOn(page, "AsyncPoolGather")).contains("A");
		assertThat(page.all(".code-card .source-file")).extracting(WebElement::getText)
			.containsExactly("GatherFacts.java", "GatherForms.java");
		assertThat(page.all(".code-card .source")).extracting(WebElement::getText)
			.satisfiesExactly(
					(probe) -> assertThat(probe).contains("FIRST_ERROR_AT_ONCE", "probe.fail(b)")
						.doesNotContain("RESULTS_IN_ORDER", "SIBLINGS_RUN_ON"),
					(forms) -> assertThat(forms).contains("CompletableFuture.allOf", "new AsyncPoolGather().gather("));
		page.assertFitsAndSpeaks();
		page.assertClean();
		page.click(".evidence > p a").await(".run .player");
		page.await(".fact-card");
		assertThat(page.all(".fact-card")).hasSize(1);
		assertThat(page.text(".outcome.raised")).contains("B failed");
	}

	@Test
	void theScenarioOfTheOrderOfCompletionShowsIt(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#semantics?show=lesson",
				new View(1440, "en", "light"));
		page.click("tr[data-fact=completion-order] td:last-child a");
		assertThat(page.text(".outcome.returned code")).isEqualTo("[\"B\",\"A\"]");
	}

	@ParameterizedTest
	@CsvSource({ "1440, A", "375, H2" })
	void choosingAPitfallKeepsTheListAndShowsTheDetail(int width, String focused, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#pitfalls?q=线程",
				new View(width, "zh", "light"));
		page.awaitTrue("document.querySelectorAll('.pitfall-list li').length > 5");
		browser.execute("document.querySelector('.pitfall-list').dataset.mine = 'true'; return true;");
		page.click(".pitfall-list li:nth-child(5) a").await(".pitfall-detail h2");
		assertThat(page.all(".pitfall-list[data-mine]")).hasSize(1);
		assertThat(page.all(".pitfall-list a[aria-current=page]")).hasSize(1);
		assertThat(browser.execute("return document.activeElement.tagName;")).isEqualTo(focused);
		assertThat(page.number("document.querySelector('.pitfall-detail h2').getBoundingClientRect().bottom"))
			.isLessThan(900);
	}

}
