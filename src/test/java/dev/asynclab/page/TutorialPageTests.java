package dev.asynclab.page;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.asynclab.browser.Browser;
import dev.asynclab.page.PageInBrowser.DrawnBar;
import dev.asynclab.page.PageInBrowser.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the tutorial on the page.
 */
@BrowserPageTest
class TutorialPageTests {

	private static final View WIDE = new View(1440, "en", "light");

	private static final String RUN_AGAIN = "!document.querySelector('.recorded-note') && document.querySelector('.run .player')";

	@LocalServerPort
	private int port;

	@Test
	void drawsARunToScale(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#learn/gather?job=A:600ms&job=B:300ms:fail&style=virtual-thread", WIDE);
		page.await(".run .player");
		List<DrawnBar> bars = page.bars(".run").stream().filter((bar) -> bar.kind().equals("awaiting")).toList();
		assertThat(bars).extracting(DrawnBar::task).containsExactlyInAnyOrder("A", "B");
		DrawnBar first = bar(bars, "A");
		DrawnBar second = bar(bars, "B");
		assertThat(first.overlaps(second)).isTrue();
		assertThat(page.ends(".run")).containsExactly("B failed");
		assertThat(first.width() / second.width())
			.isCloseTo((first.to() - first.from()) / (second.to() - second.from()), within(0.05));
		assertThat(page.text(".outcome.raised")).contains("B: the upstream answered 500");
		assertThat(page.all(".log li")).hasSize(6);
		assertThat(page.text(".command code")).isEqualTo("curl 'http://localhost:" + this.port
				+ "/api/gather?job=A:600ms&job=B:300ms:fail&style=virtual-thread&format=text'");
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
							if (!answer.ok || !/^(public )?(final )?(class|record) /m.test(await answer.text())) {
								missing.push(chapter.id + ' ' + style);
							}
						}
					}
					return missing.join() + CHAPTERS.length;
				})();""");
		assertThat(missing).isEqualTo("19");
		assertThat(browser.consoleErrors()).isEmpty();
	}

	@Test
	void drawsCpuBoundJobsOneAfterTheOther(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#learn/cpu-bound?jobs=2&size=300000&on=event-loop", WIDE);
		page.await(".run .player");
		List<DrawnBar> bars = page.bars(".run").stream().filter((bar) -> bar.kind().equals("blocking")).toList();
		assertThat(bars).extracting(DrawnBar::task).containsExactly("job-1", "job-2");
		assertThat(page.loopBars(".run")).extracting(DrawnBar::task).containsExactly("job-1", "job-2");
		assertThat(bars.getLast().from()).isGreaterThanOrEqualTo(bars.getFirst().to());
		assertThat(page.text(".outcome.returned")).contains("longestGapMs");
		assertThat(page.all(".log li")).extracting((it) -> it.getDomAttribute("data-event"))
			.containsExactly("started", "finished", "started", "finished");
		page.click("[role=tab][data-key=async-pool]");
		assertThat(page.text(".command code")).endsWith("/api/cpu-bound?jobs=2&size=300000&on=async-pool&format=text'");
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void showsWhatIsNotAwaited(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/not-awaitable", WIDE);
		page.awaitTrue("document.querySelector('.tab-panel').textContent.includes('class BrokenNeverStarted')");
		page.click("[role=tab][data-key=fixed]");
		page.awaitTrue("document.querySelector('.tab-panel').textContent.includes('class FixedNeverStarted')");
		assertThat(browser.driver().getCurrentUrl()).contains("#learn/not-awaitable?tab=fixed");
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
			.isEqualTo("curl 'http://localhost:" + this.port + "/api/gather?job=A:50ms&style=asyncio&format=text'");
		page.await(".run .player");
		page.click(".save-svg").click(".save-json").click(".save-trace");
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			assertThat(downloads.resolve("gather-asyncio.svg")).content().startsWith("<").contains("<svg", "A");
			assertThat(downloads.resolve("gather-asyncio.json")).content().contains("\"concept\": \"gather\"");
			assertThat(downloads.resolve("gather-asyncio.trace.json")).content().contains("traceEvents", "await gather");
		});
		page.assertClean();
	}

	@Test
	void groupsAHundredTasksAndUnfoldsThem(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#learn/gather?count=100&delay=300ms&style=webclient", WIDE);
		page.await(".run .player");
		assertThat(page.all(".run .labels .label")).hasSizeBetween(2, 5);
		assertThat(page.bars(".run")).extracting(DrawnBar::kind).contains("awaiting").hasSizeLessThan(60);
		page.click(".run label:has(input[value=tasks])");
		assertThat(page.bars(".run").stream().filter((bar) -> bar.kind().equals("awaiting"))).hasSize(100);
		assertThat(page.all(".log li")).hasSize(300);
		assertThat(browser.consoleErrors()).isEmpty();
	}

	@Test
	void drawsWhileItRunsAndStops(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#learn/gather?job=A:30s&job=B:100ms&style=asyncio", WIDE);
		page.awaitTrue("document.querySelectorAll('.run .spans rect.awaiting').length === 2 "
				+ "&& document.querySelectorAll('.log li[data-event=finished]').length === 1");
		double early = page.bars(".run").stream().filter((bar) -> bar.task().equals("A")).toList().getLast().to();
		page.awaitTrue(
				"[...document.querySelectorAll('.run .spans rect.awaiting[data-task=A]')].some((it) => it.dataset.to > "
						+ (early + 200) + ")");
		page.awaitTrue("document.querySelector('.run .stop')");
		double before = page.bars(".run").stream().filter((bar) -> bar.task().equals("A")).toList().getLast().to();
		page.awaitTrue(
				"[...document.querySelectorAll('.run .spans rect[data-task=A]')].some((it) => it.dataset.to > 1000)");
		page.click(".run .stop");
		assertThat(page.text(".outcome.stopped")).startsWith("Stopped after");
		assertThat(page.bars(".run").stream().filter((bar) -> bar.task().equals("A")).toList().getLast().to())
			.as("A ran until it was stopped")
			.isGreaterThanOrEqualTo(Math.max(before, 1000));
		assertThat(page.all(".run .player, .run progress:not([hidden]), .run .stop")).isEmpty();
		assertThat(browser.execute("return document.activeElement.classList.contains('run-button');")).isEqualTo(true);
		page.click(".text-details summary");
		assertThat(page.all(".text-details tbody tr")).hasSize(2);
		assertThat(page.await(".save-json").isEnabled()).isTrue();
		page.assertClean();
	}

	@Test
	void startsOneRunByADoubleClick(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather", WIDE);
		page.await(".recorded-note");
		new Actions(browser.driver()).doubleClick(page.await(".run-button")).perform();
		page.awaitTrue(RUN_AGAIN);
		assertThat(page.text(".outcome.returned")).contains("task1 done");
		page.assertClean();
	}

	@Test
	void runsOnEnterInAFieldAndDoesNotStopOnAnother(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather", WIDE);
		page.await(".recorded-note");
		page.await(".plan-row input[name=name]").sendKeys(Keys.ENTER);
		page.awaitTrue("!document.querySelector('.recorded-note') "
				+ "&& [...document.querySelectorAll('.run .spans rect.awaiting')].some((it) => it.dataset.to > 600)");
		page.await(".plan-row input[name=name]").sendKeys(Keys.ENTER);
		page.awaitTrue(RUN_AGAIN);
		assertThat(page.text(".outcome.returned")).contains("task1 done");
	}

	@Test
	void saysWhenTheResultIsOfOtherSettings(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather?job=A:50ms&style=asyncio", WIDE);
		page.await(".run .player");
		assertThat(page.text(".run h2")).contains("asyncio", "A:50ms");
		page.click("[role=tab][data-key=webclient]").await(".results.stale .stale-note");
		page.click("[role=tab][data-key=asyncio]");
		page.awaitTrue("!document.querySelector('.results.stale')");
		page.click("[role=tab][data-key=webclient]").click(".run-button");
		page.awaitTrue("document.querySelector('.run h2').textContent.startsWith('WebClient')");
		assertThat(page.all(".results.stale")).isEmpty();
	}

	@Test
	void keepsInTheAddressWhatWasEmptied(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/limit?job=A:50ms&style=asyncio", WIDE);
		page.await("input[name=limit]").sendKeys(Keys.END, Keys.BACK_SPACE);
		assertThat(browser.driver().getCurrentUrl()).endsWith("#learn/limit?job=A:50ms&limit=&style=asyncio");
		assertThat(page.text(".command code")).endsWith("/api/gather?job=A:50ms&style=asyncio&format=text'");
		browser.driver().navigate().refresh();
		page.ready();
		assertThat(page.await("input[name=limit]").getDomProperty("value")).isEmpty();
		page.assertClean();
	}

	@Test
	void keepsTheFocusWhereThePlanIsEdited(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#learn/gather?job=A:1s&job=B:1s&job=C:1s&style=asyncio", WIDE);
		List.of("B", "A").forEach((removed) -> {
			page.await(".plan-row:nth-of-type(" + (removed.equals("B") ? 3 : 2) + ") button").sendKeys(Keys.ENTER);
			assertThat(page.all(".plan-rows input[name=name]")).extracting((it) -> it.getDomProperty("value"))
				.doesNotContain(removed);
			assertThat(page.focused()).isEqualTo(removed.equals("B") ? "remove" : "add");
		});
		browser.execute("document.querySelector('input[name=plan-kind]').focus(); return true;");
		browser.driver().switchTo().activeElement().sendKeys(Keys.ARROW_RIGHT);
		page.await(".plan-equal");
		assertThat(page.focused()).isEqualTo("plan-kind");
		page.assertClean();
	}

	@Test
	void showsTheCodeFirstAndItsJavadocFolded(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/cpu-bound", WIDE);
		page.awaitTrue("document.querySelector('.tab-panel > .source')?.textContent.includes('class CpuSites')");
		assertThat(page.text(".tab-panel > :first-child")).contains("class CpuSites").doesNotContain("/**");
		assertThat(page.all(".about-class[open]")).isEmpty();
		page.click(".about-class summary");
		assertThat(page.text(".about-class .source")).contains("Starts CPU-bound jobs");
		assertThat(page.number("document.querySelector('.run-button').getBoundingClientRect().bottom")).isLessThan(900);
		page.assertClean();
	}

	@Test
	void printsTheChapterWithItsWholeCodeAndNoControls(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/task-group", WIDE);
		page.awaitTrue("document.querySelector('.tab-panel > .source')");
		page.await(".log-details[open] summary");
		page.devTools("Emulation.setEmulatedMedia", Map.of("media", "print"));
		try {
			assertThat(browser.execute("""
					return [...document.querySelectorAll('button, input, select, nav, summary, .contents')]
						.filter((it) => it.checkVisibility()).map((it) => it.outerHTML).join();""")).isEqualTo("");
			assertThat(browser.execute("""
					return [...document.querySelectorAll('.source')].filter((it) => it.checkVisibility()
						&& it.scrollHeight > it.clientHeight + 1).length;""")).isEqualTo(0L);
			assertThat(page.text("h1")).isEqualTo("TaskGroup");
			assertThat(page.text(".java .source")).contains("class AsyncioTaskGroup");
		}
		finally {
			page.devTools("Emulation.setEmulatedMedia", Map.of("media", ""));
		}
	}

	@Test
	void keepsTheTitleOfARunBelowTheHeader(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/create-task", WIDE);
		page.await(".recorded-note");
		page.click(".run-button").awaitTrue(RUN_AGAIN);
		page.awaitTrue("document.querySelector('.run h2').getBoundingClientRect().top "
				+ ">= document.querySelector('body > header').getBoundingClientRect().bottom");
	}

	@Test
	void marksTheFieldsThatAreWrongAndNoOther(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather", WIDE);
		page.await(".plan-row:nth-of-type(2) input[name=delay]").sendKeys("x");
		page.await(".plan-row:nth-of-type(3) input[name=delay]").sendKeys("y");
		assertThat(page.all(".setup input:invalid")).as("all at once").hasSize(2);
		page.await(".plan-row:nth-of-type(2) input[name=delay]").sendKeys(Keys.BACK_SPACE);
		page.await(".plan-row:nth-of-type(3) input[name=delay]").sendKeys(Keys.BACK_SPACE);
		page.await(".plan-row:nth-of-type(3) input[name=delay]").sendKeys(Keys.HOME, Keys.DELETE, Keys.DELETE, "2h");
		page.click(".run-button").await(".notice.refused");
		assertThat(page.all(".setup [aria-invalid=true], .setup input:invalid")).hasSize(1);
		assertThat(page.await(".setup [aria-invalid=true]").getDomProperty("value")).isEqualTo("2h");
		page.forgetConsole();
	}

	@Test
	void replaysARunAndMovesItsCursorByKeyboard(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#learn/gather?job=A:400ms&job=B:200ms&style=asyncio", WIDE);
		page.await(".run .player");
		browser.execute("document.querySelector('.cursor-slider').focus(); return true;");
		browser.driver().switchTo().activeElement().sendKeys(Keys.HOME);
		page.awaitTrue("document.querySelectorAll('.run .spans rect.awaiting').length === 0");
		new Select(browser.driver().findElement(By.cssSelector(".speed"))).selectByValue("4");
		page.click(".play");
		page.awaitTrue("document.querySelectorAll('.run .spans rect.awaiting').length === 2");
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
					"Swagger UI", "HELP", "启用 JavaScript 后");
			page.devTools("Emulation.setEmulatedMedia",
					Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
			assertThat(browser.driver().findElement(By.tagName("body")).getCssValue("background-color"))
				.isEqualTo("rgba(16, 21, 29, 1)");
		}
		finally {
			page.disableJavaScript(false);
			page.devTools("Emulation.setEmulatedMedia", Map.of("features", List.of()));
		}
	}

	@Test
	void isSmall(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port);
		page.devTools("Network.enable", Map.of());
		page.devTools("Network.clearBrowserCache", Map.of());
		page.open("", WIDE);
		page.awaitTrue("document.querySelectorAll('.lanes .end-time').length === 4");
		assertThat(page.number("performance.getEntries().reduce((sum, it) => sum + (it.encodedBodySize ?? 0), 0)"))
			.isBetween(50_000.0, 300_000.0);
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
