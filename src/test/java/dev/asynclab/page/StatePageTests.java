package dev.asynclab.page;

import java.util.List;
import java.util.stream.Stream;

import dev.asynclab.browser.Browser;
import dev.asynclab.page.PageInBrowser.DrawnBar;
import dev.asynclab.page.PageInBrowser.View;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the states of tasks and for the lanes of event loops on the page.
 */
@BrowserPageTest
class StatePageTests {

	private static final View WIDE = new View(1440, "en", "light");

	private static final List<String> SOLID = List.of("holding", "blocking");

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "webclient, WebClientStarter, 1440, en, light", "asyncio, AsyncioStarter, 375, zh, dark" })
	void showsWhoBlocksALoopAndWhoWaitsForIt(String style, String culprit, int width, String language, String theme,
			Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#learn/blocking?job=A:500ms&job=B:1500ms:block&style=" + style, new View(width, language, theme));
		page.await(".run .player");
		DrawnBar awaiting = bar(page.bars(".run"), "A", "awaiting");
		DrawnBar ready = bar(page.bars(".run"), "A", "ready");
		DrawnBar blocking = bar(page.bars(".run"), "B", "blocking");
		assertThat(ready.from()).as("A is ready when it no longer awaits").isEqualTo(awaiting.to());
		assertThat(blocking.from()).as("B has the loop before A could go on").isLessThan(ready.from());
		assertThat(ready.to()).as("A is served when B has let go of the loop").isGreaterThanOrEqualTo(blocking.to());
		assertThat(page.bars(".run").stream().filter((bar) -> bar.task().equals("A")))
			.noneMatch((bar) -> SOLID.contains(bar.kind()));
		assertThat(page.loopBars(".run")).extracting(DrawnBar::task, DrawnBar::kind, DrawnBar::thread)
			.containsExactly(Tuple.tuple("B", "blocking", blocking.thread()));
		assertThat(page.bars(".run", ".stalls")).anyMatch((stall) -> stall.overlaps(page.loopBars(".run").getFirst()));
		assertThat(page.all(".run .note:not([visibility=hidden])")).extracting(WebElement::getText)
			.satisfies((lines) -> assertThat(String.join("", lines)).contains(culprit + ".", "(" + culprit + ".java:"));
		assertThat(page.legend(".run")).contains("awaiting", "ready", "blocking", "stall", "curve")
			.doesNotContain("holding", "failed", "cancelled");
		assertThat(page.number("document.querySelector('.run .mark-text').getBoundingClientRect().bottom"))
			.as("the curve is below the words that say when the run answered")
			.isLessThanOrEqualTo(page.number("document.querySelector('.run .curve').getBoundingClientRect().top"));
		assertThat(page.text("[data-figure=threads]")).isEqualTo("1");
		assertThat(page.all(".findings li")).extracting((finding) -> finding.getAttribute("data-finding"))
			.containsExactly("finding.blocked-loop-late");
		assertThat(page.text(".findings .command code")).startsWith("curl ").contains("/api/to-thread?");
		page.assertFitsAndSpeaks();
		page.assertClean();
		page.click(".run label:has(input[value=threads])");
		assertThat(page.bars(".run")).as("the loop's lane stands for its thread").isEmpty();
		assertThat(page.loopBars(".run")).extracting(DrawnBar::task).containsExactly("B");
		assertThat(page.legend(".run")).containsExactly("blocking", "stall", "curve");
	}

	@ParameterizedTest
	@ValueSource(strings = { "job=A:1ms:block&job=B:300ms:block&job=C:300ms:block&style=webclient",
			"job=A:1ms:block&job=B:300ms:block&job=C:300ms:block&style=asyncio",
			"count=20&delay=100ms&style=async-pool" })
	void showsWhoHadEachThread(String plan, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather?lanes=threads&" + plan, WIDE);
		page.await(".run .player");
		List<DrawnBar> bars = Stream.concat(page.bars(".run").stream(), page.loopBars(".run").stream()).toList();
		assertThat(bars).isNotEmpty().allMatch((bar) -> SOLID.contains(bar.kind()) && !bar.thread().isEmpty());
		for (DrawnBar bar : bars) {
			assertThat(bars).as("what %s has is its own", bar.task())
				.filteredOn((other) -> other.thread().equals(bar.thread()) && !other.equals(bar))
				.noneMatch((other) -> other.from() < bar.to() && bar.from() < other.to());
		}
		assertThat(page.all(".run .names text")).extracting(WebElement::getText)
			.isNotEmpty()
			.isSubsetOf(bars.stream().map(DrawnBar::task).toList());
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void saysThatNoTaskUsedAThread(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#learn/gather?job=A:100ms&style=virtual-thread&lanes=threads", WIDE);
		page.await(".run .player");
		assertThat(page.bars(".run")).isEmpty();
		assertThat(page.text(".run .heading")).isEqualTo("No task used a thread.");
		assertThat(page.text("[data-figure=threads]")).isEqualTo("0");
	}

	@Test
	void saysThatNoTaskBlockedALoop(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather?job=A:100ms&style=webclient",
				WIDE);
		page.await(".run .player");
		assertThat(page.loopBars(".run")).isEmpty();
		assertThat(page.text(".run .heading")).startsWith("Event loop webclient-").endsWith(": no task blocked it");
		assertThat(page.legend(".run")).contains("awaiting").doesNotContain("blocking", "stall");
	}

	@ParameterizedTest
	@CsvSource({ "async-pool, holding", "webclient, awaiting", "virtual-thread, awaiting", "asyncio, awaiting" })
	void drawsWhatWaitingIsInEachStyle(String style, String waiting, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#learn/gather?job=A:20s&job=B:20s:fail&style=" + style, WIDE);
		page.awaitTrue("document.querySelectorAll('.run .spans rect." + waiting + "').length === 2");
		page.awaitTrue("document.querySelector('.run .timeline > title').textContent.includes('2 " + waiting + "')");
		page.click(".run .stop");
		page.await(".outcome.stopped");
		assertThat(page.legend(".run")).contains(waiting).doesNotContain("failed");
	}

	@Test
	void tellsTheStatesOfAScenario(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#scenario", WIDE);
		page.await(".run .player");
		page.click(".examples .chip:nth-of-type(6)").click(".run-button").await(".scenario[data-runs='2']");
		assertThat(page.bars(".run")).extracting(DrawnBar::task, DrawnBar::kind, DrawnBar::from, DrawnBar::to)
			.containsExactlyInAnyOrder(Tuple.tuple("A", "awaiting", 0.0, 500.0),
					Tuple.tuple("A", "ready", 500.0, 1500.0), Tuple.tuple("B", "blocking", 0.0, 1500.0),
					Tuple.tuple("C", "queued", 0.0, 1500.0), Tuple.tuple("C", "awaiting", 1500.0, 2300.0),
					Tuple.tuple("outer", "awaiting", 0.0, 2300.0));
		assertThat(page.loopBars(".run")).extracting(DrawnBar::task, DrawnBar::from, DrawnBar::to)
			.containsExactly(Tuple.tuple("B", 0.0, 1500.0));
		assertThat(page.bars(".run", ".stalls")).extracting(DrawnBar::from, DrawnBar::to)
			.containsExactly(Tuple.tuple(0.0, 1500.0));
		assertThat(page.text(".run .note")).contains("time.sleep(1.5)", "1.50 s");
		assertThat(page.legend(".run")).containsExactly("queued", "awaiting", "ready", "blocking", "stall", "curve");
		assertThat(page.text("[data-figure=ready]")).isEqualTo("1.00 s");
		assertThat(page.text("[data-figure=sum]")).as("the work asked for").isEqualTo("2.80 s");
		page.click(".text-details summary");
		assertThat(page.all(".text-details tbody tr:first-child td[data-state]")).extracting(WebElement::getText)
			.as("queued, awaiting, ready and blocking")
			.containsExactly("0 ms", "500 ms", "1.00 s", "0 ms");
		browser.execute("""
				const slider = document.querySelector('.cursor-slider');
				slider.value = 300;
				slider.dispatchEvent(new Event('input'));
				return true;""");
		assertThat(page.text(".moment-words")).isEqualTo("1 queued, 1 ready, 1 blocking");
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void coversEachTaskOfAScenarioFromItsStartToItsEnd(Browser browser) {
		new PageInBrowser(browser, this.port).open("#scenario", WIDE);
		Object gaps = browser.execute(
				"""
						return (async () => {
							const { EXAMPLES } = await import('/page/scenarios.js');
							const gaps = [];
							let covered = 0;
							for (const [name, example] of Object.entries(EXAMPLES)) {
								for (const blocking of [undefined, true]) {
									const scenario = { ...example, tasks: example.tasks.map((it) => ({ ...it, blocking: blocking ?? it.blocking })) };
									const answer = await fetch('/api/scenarios?style=asyncio&clock=virtual', { method: 'POST',
										headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(scenario) });
									const outcome = await answer.json();
									const { tasks, stalls } = outcome.lab;
									for (const { name: task, segments, startMs, endMs } of tasks) {
										covered += segments.length;
										const moments = segments.flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
										const joined = segments.slice(1).every((it, index) => it.fromMs === segments[index].toMs);
										if (startMs !== endMs && (moments[0] !== 0 && moments[0] !== startMs || moments.at(-1) !== endMs || !joined)) {
											gaps.push(`${name} ${task}: ${moments}`);
										}
									}
									stalls.sort((one, other) => one.atMs - other.atMs).slice(1).forEach((stall, index) => {
										if (stall.atMs < stalls[index].atMs + stalls[index].durationMs) {
											gaps.push(`${name}: ${stall.culprit} and ${stalls[index].culprit} block at once`);
										}
									});
								}
							}
							return covered > 40 ? gaps.join('; ') : `only ${covered} segments`;
						})();""");
		assertThat(gaps).isEqualTo("");
	}

	private static DrawnBar bar(List<DrawnBar> bars, String task, String kind) {
		return bars.stream()
			.filter((bar) -> bar.task().equals(task) && bar.kind().equals(kind))
			.reduce((one, other) -> other)
			.orElseThrow();
	}

}
