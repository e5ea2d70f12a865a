package dev.asynclab.page;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.asynclab.LabTest;
import dev.asynclab.browser.Browser;
import dev.asynclab.browser.BrowserTest;
import dev.asynclab.page.PageInBrowser.DrawnBar;
import dev.asynclab.page.PageInBrowser.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the tutorial on the page.
 */
@BrowserTest
@LabTest
class TutorialPageTests {

	private static final View WIDE = new View(1440, "en", "light");

	@LocalServerPort
	private int port;

	@EveryScreenTest
	void drawsARunToScale(int width, String language, String theme, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#learn/gather?job=A:600ms&job=B:300ms:fail&style=virtual-thread", new View(width, language, theme));
		page.click(".run-button").await(".run .player");
		List<DrawnBar> bars = page.bars(".run").stream().filter((bar) -> !bar.kind().equals("queued")).toList();
		assertThat(bars).extracting(DrawnBar::task).containsExactlyInAnyOrder("A", "B");
		DrawnBar first = bar(bars, "A");
		DrawnBar second = bar(bars, "B");
		assertThat(first.overlaps(second)).isTrue();
		assertThat(first.kind()).isEqualTo("running");
		assertThat(second.kind()).isEqualTo("failed");
		assertThat(first.width() / second.width())
			.isCloseTo((first.to() - first.from()) / (second.to() - second.from()), within(0.05));
		assertThat(page.text(".outcome.raised")).contains("B: the upstream answered 500");
		assertThat(page.all(".log li")).hasSize(6);
		assertThat(page.text(".command code")).isEqualTo("curl 'http://localhost:" + this.port
				+ "/api/gather?job=A:600ms&job=B:300ms:fail&style=virtual-thread'");
		page.click(".text-details summary");
		assertThat(page.all(".text-details tbody tr")).hasSize(2);
		assertThat(curve(browser)).as("the curve rises to two, and falls to nothing")
			.containsSubsequence(1.0, 2.0, 1.0, 0.0);
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void editsThePlanAndKeepsItInTheAddress(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather?job=A:200ms&style=asyncio",
				WIDE);
		page.click(".plan-rows .add");
		List.of("name", "delay")
			.forEach((name) -> browser.driver()
				.findElement(By.cssSelector(".plan-row:nth-of-type(3) input[name=" + name + "]"))
				.clear());
		browser.driver().findElement(By.cssSelector(".plan-row:nth-of-type(3) input[name=name]")).sendKeys("other");
		browser.driver().findElement(By.cssSelector(".plan-row:nth-of-type(3) input[name=delay]")).sendKeys("100ms");
		new Select(browser.driver().findElement(By.cssSelector(".plan-row:nth-of-type(3) select")))
			.selectByValue("fail");
		page.click("[role=tab][data-key=webclient]");
		page.awaitTrue("document.querySelector('.tab-panel').textContent.includes('class WebClientGather')");
		page.click("input[name=returnExceptions]");
		assertThat(browser.driver().getCurrentUrl())
			.endsWith("#learn/gather?job=A:200ms&job=other:100ms:fail&returnExceptions=true&style=webclient");
		browser.driver().navigate().refresh();
		page.ready().click(".run-button").await(".run .player");
		assertThat(page.text(".outcome.returned")).contains("A done", "500");
		page.click(".run label:has(input[value=threads])");
		assertThat(browser.driver().getCurrentUrl()).endsWith("&lanes=threads");
		page.assertClean();
	}

	@Test
	void showsEachChapterWithTheSourceOfEachStyle(Browser browser) {
		new PageInBrowser(browser, this.port).open("#learn", WIDE);
		Object missing = browser.execute("""
				return (async () => {
					const { CHAPTERS, sourceOf } = await import('/page/chapters.js');
					const missing = [];
					for (const chapter of CHAPTERS) {
						for (const style of chapter.styles) {
							const answer = await fetch('sources/' + sourceOf(chapter, style));
							if (!answer.ok || !(await answer.text()).includes('class ')) {
								missing.push(chapter.id + ' ' + style);
							}
						}
					}
					return missing.join() + CHAPTERS.length;
				})();""");
		assertThat(missing).isEqualTo("19");
		assertThat(browser.consoleErrors()).isEmpty();
	}

	@EveryScreenTest
	void drawsCpuBoundJobsOneAfterTheOther(int width, String language, String theme, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#learn/cpu-bound?jobs=2&size=300000&on=event-loop", new View(width, language, theme));
		page.click(".run-button").await(".run .player");
		List<DrawnBar> bars = page.bars(".run").stream().filter((bar) -> bar.kind().equals("running")).toList();
		assertThat(bars).extracting(DrawnBar::task).containsExactly("job-1", "job-2");
		assertThat(bars.getLast().from()).isGreaterThanOrEqualTo(bars.getFirst().to());
		assertThat(page.text(".outcome.returned")).contains("longestGapMs");
		assertThat(page.all(".log li")).extracting((it) -> it.getDomAttribute("data-event"))
			.containsExactly("started", "finished", "started", "finished");
		page.click("[role=tab][data-key=async-pool]");
		assertThat(page.text(".command code")).endsWith("/api/cpu-bound?jobs=2&size=300000&on=async-pool'");
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@EveryScreenTest
	void showsWhatNobodyAwaits(int width, String language, String theme, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/not-awaitable",
				new View(width, language, theme));
		page.awaitTrue("document.querySelector('.tab-panel').textContent.includes('class BrokenNeverStarted')");
		page.click("[role=tab][data-key=fixed]");
		page.awaitTrue("document.querySelector('.tab-panel').textContent.includes('class FixedNeverStarted')");
		page.click(".run-button").await(".observations");
		assertThat(page.text(".observations tr.differs")).contains("0", "1");
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void copiesTheCommandAndSavesTheRun(Browser browser, @TempDir Path downloads) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather?job=A:50ms&style=asyncio", WIDE);
		page.devTools("Browser.grantPermissions",
				Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
		page.devTools("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", downloads.toString()));
		page.click(".command button");
		page.awaitTrue("document.querySelector('.command button').textContent === 'Copied'");
		assertThat(browser.execute("return navigator.clipboard.readText();"))
			.isEqualTo("curl 'http://localhost:" + this.port + "/api/gather?job=A:50ms&style=asyncio'");
		page.click(".run-button").await(".run .player");
		page.click(".save-svg").click(".save-json");
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			assertThat(downloads.resolve("gather-asyncio.svg")).content().startsWith("<").contains("<svg", "A");
			assertThat(downloads.resolve("gather-asyncio.json")).content().contains("\"concept\": \"gather\"");
		});
		page.assertClean();
	}

	@Test
	void drawsAHundredTasksWithoutDroppingAny(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#learn/gather?count=100&delay=300ms&style=webclient", WIDE);
		page.click(".run-button").await(".run .player");
		assertThat(page.bars(".run").stream().filter((bar) -> bar.kind().equals("running"))).hasSize(100);
		assertThat(page.all(".log li")).hasSize(300);
		assertThat(browser.consoleErrors()).isEmpty();
	}

	@Test
	void drawsWhileItRunsAndStops(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#learn/gather?job=A:30s&job=B:100ms&style=asyncio", WIDE);
		page.click(".run-button");
		page.awaitTrue("document.querySelectorAll('.run .spans rect.running').length === 2 "
				+ "&& document.querySelectorAll('.log li[data-event=finished]').length === 1");
		double early = page.bars(".run").stream().filter((bar) -> bar.task().equals("A")).toList().getLast().to();
		page.awaitTrue(
				"[...document.querySelectorAll('.run .spans rect.running[data-task=A]')].some((it) => it.dataset.to > "
						+ (early + 200) + ")");
		page.click(".run-button.running");
		page.awaitTrue("!document.querySelector('.run-button').classList.contains('running')");
		assertThat(page.all(".run .player")).isEmpty();
		page.assertClean();
	}

	@Test
	void replaysARunAndMovesItsCursorByKeyboard(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#learn/gather?job=A:400ms&job=B:200ms&style=asyncio", WIDE);
		page.click(".run-button").await(".run .player");
		browser.execute("document.querySelector('.cursor-slider').focus(); return true;");
		browser.driver().switchTo().activeElement().sendKeys(Keys.HOME);
		page.awaitTrue("document.querySelectorAll('.run .spans rect.running').length === 0");
		new Select(browser.driver().findElement(By.cssSelector(".speed"))).selectByValue("4");
		page.click(".play");
		page.awaitTrue("document.querySelectorAll('.run .spans rect.running').length === 2");
		page.awaitTrue("Number(document.querySelector('.cursor-slider').value) === 1000");
		page.assertClean();
	}

	@Test
	void saysWithoutJavaScriptWhatItIs(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port);
		page.disableJavaScript(true);
		try {
			page.load();
			assertThat(browser.driver().findElement(By.tagName("main")).getText()).contains("Async Lab", "asyncio",
					"Swagger UI", "HELP");
		}
		finally {
			page.disableJavaScript(false);
		}
	}

	@Test
	void isSmall(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port);
		page.devTools("Network.enable", Map.of());
		page.devTools("Network.clearBrowserCache", Map.of());
		page.open("#learn", WIDE);
		page.awaitTrue("document.querySelector('.tab-panel pre')");
		assertThat(page.number("performance.getEntries().reduce((sum, it) => sum + (it.encodedBodySize ?? 0), 0)"))
			.isBetween(50_000.0, 500_000.0);
	}

	private static DrawnBar bar(List<DrawnBar> bars, String task) {
		return bars.stream().filter((bar) -> bar.task().equals(task)).findFirst().orElseThrow();
	}

	// How high the curve is after each of its steps, in tasks.
	@SuppressWarnings("unchecked")
	private static List<Double> curve(Browser browser) {
		List<Number> heights = (List<Number>) Objects.requireNonNull(browser.execute("""
				const path = document.querySelector('.run .curve').getAttribute('d');
				const base = Number(path.match(/^M[\\d.]+,([\\d.]+)/)[1]);
				const ys = [...path.matchAll(/V([\\d.]+)/g)].map((it) => base - Number(it[1]));
				const most = Math.max(...ys);
				return ys.slice(0, -1).map((it) => Math.round(it / most * 2));"""));
		return heights.stream().map(Number::doubleValue).toList();
	}

}
