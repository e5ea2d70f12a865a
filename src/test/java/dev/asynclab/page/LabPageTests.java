package dev.asynclab.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.asynclab.browser.Browser;
import dev.asynclab.page.PageInBrowser.DrawnBar;
import dev.asynclab.page.PageInBrowser.View;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for the race and the scenario lab on the page.
 */
@BrowserPageTest
class LabPageTests {

	private static final View WIDE = new View(1440, "en", "light");

	private static final String PYTHON = "document.querySelector('.python-place').textContent";

	@LocalServerPort
	private int port;

	@Test
	void racesInOtherProcessesTooAndColoursTheirBars(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#race?job=A:400ms&job=B:200ms&distributed=true", WIDE);
		page.await(".race-runs .player");
		assertThat(page.all(".race-run")).hasSize(5);
		assertThat(page.bars("[data-style=hazelcast]")).extracting(DrawnBar::kind).contains("holding");
		assertThat(page.all("[data-style=hazelcast] rect[data-worker^=lab-]")).hasSize(2)
			.allSatisfy((bar) -> assertThat(bar.getDomAttribute("fill")).isEqualTo("var(--worker-0)"));
		assertThat(page.all(".legend [data-kind^='worker 0 lab-']")).hasSize(1);
		page.assertClean();
	}

	@Test
	void keepsProgressAndStopOfARaceBelowTheHeader(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#race", WIDE);
		page.await(".recorded-note");
		new Select(page.await("select[name=concept]")).selectByValue("sequential");
		page.click(".race .run-button").await(".race > .under-way .stop");
		page.awaitTrue("scrollY > 0 && document.querySelector('.race > .under-way').getBoundingClientRect().top "
				+ ">= document.querySelector('body > header').getBoundingClientRect().bottom");
		page.click(".race > .under-way .stop");
	}

	@Test
	void racesTheStylesOnOneAxis(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#race?job=A:400ms&job=B:200ms", WIDE);
		page.await(".race-runs .player");
		assertThat(page.all(".race-run")).hasSize(4);
		List<Double> scales = List.of("async-pool", "webclient", "virtual-thread", "asyncio").stream().map((style) -> {
			List<DrawnBar> bars = page.bars("[data-style=" + style + "]");
			String waiting = style.equals("async-pool") ? "holding" : "awaiting";
			DrawnBar longest = bar(bars, "A", waiting);
			DrawnBar other = bar(bars, "B", waiting);
			assertThat(longest.overlaps(other)).isTrue();
			assertThat(page.all("[data-style=" + style + "] .tracks line").isEmpty())
				.as(style + " has the lanes of the event loops that it needs")
				.isEqualTo(!List.of("webclient", "asyncio").contains(style));
			return longest.width() / (longest.to() - longest.from());
		}).toList();
		assertThat(scales).allSatisfy((scale) -> assertThat(scale).isCloseTo(scales.getFirst(), within(0.01)));
		assertThat(page.all(".race-run .ideal[visibility=visible]")).hasSize(4);
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	/** It ends before the longest job, which is no gain. */
	@Test
	void comparesNoFailedRunWithTheLongestJob(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#race?job=A:400ms&job=B:100ms:fail", WIDE);
		page.await(".race-runs .player");
		assertThat(page.all(".race-run h2 span")).hasSize(4)
			.extracting(WebElement::getText)
			.allMatch((words) -> words.startsWith("raised after "))
			.noneMatch((words) -> words.contains("slower"));
		page.assertClean();
	}

	@Test
	void saysWhichLanesOfARaceWereStopped(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#race?job=A:20s&job=B:100ms", WIDE);
		page.awaitTrue(
				"[...document.querySelectorAll('.race-run .spans rect[data-task=A]')].some((it) => it.dataset.to > 500)");
		page.click(".under-way .stop");
		page.awaitTrue("!document.querySelector('.run-button').classList.contains('running')");
		assertThat(page.all(".race-run h2 span")).extracting(WebElement::getText)
			.allMatch((words) -> words.startsWith("stopped after") || words.equals("not run"))
			.anyMatch((words) -> words.startsWith("stopped after"));
		page.assertClean();
	}

	@Test
	void runsAScenarioAtOnceAndReplaysIt(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#scenario", WIDE);
		page.await(".run .player");
		assertThat(page.bars(".run")).extracting(DrawnBar::task, DrawnBar::kind, DrawnBar::from, DrawnBar::to)
			.containsExactlyInAnyOrder(Tuple.tuple("A", "awaiting", 0.0, 1000.0),
					Tuple.tuple("B", "awaiting", 0.0, 600.0), Tuple.tuple("C", "awaiting", 0.0, 700.0),
					Tuple.tuple("outer", "awaiting", 0.0, 1000.0));
		assertThat(page.bars(".run", ".cleanups")).extracting(DrawnBar::task, DrawnBar::from, DrawnBar::to)
			.containsExactlyInAnyOrder(Tuple.tuple("A", 600.0, 1000.0), Tuple.tuple("C", 600.0, 700.0));
		assertThat(page.ends(".run")).containsExactlyInAnyOrder("A cancelled", "B failed", "C cancelled",
				"outer failed");
		assertThat(page.text(".outcome.raised")).contains("ExceptionGroup", "ValueError: B failed");
		browser.execute("""
				const slider = document.querySelector('.cursor-slider');
				slider.value = 300;
				slider.dispatchEvent(new Event('input'));
				return true;""");
		assertThat(page.bars(".run")).extracting(DrawnBar::kind).containsOnly("awaiting").hasSize(4);
		assertThat(page.ends(".run")).isEmpty();
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void showsTheScenarioAsAPythonProgram(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#scenario", WIDE);
		page.awaitTrue(PYTHON + ".includes('async def outer():')");
		assertThat(page.number("document.querySelectorAll('.python-text .hljs-keyword').length")).isPositive();
		page.await(".task-row input[name=name]").sendKeys("lpha");
		page.awaitTrue(PYTHON + ".includes('async def alpha():')");
		browser.execute("navigator.clipboard.writeText = (text) => { window.copied = text; }; return true;");
		page.click("button[name=copyPython]");
		page.awaitTrue("window.copied === " + PYTHON);
		page.await(".task-row input[name=name]").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
		page.await(".python-text .refusal");
		assertThat(page.all("button[name=copyPython]:disabled")).hasSize(1);
		page.forgetConsole();
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void keepsTheFocusAndTheTargetsWhileAScenarioIsEdited(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#scenario", WIDE);
		page.await("button[name=addCancel]").sendKeys(Keys.ENTER);
		assertThat(page.focused()).isEqualTo("target");
		new Select(page.await("select[name=target]")).selectByValue("A");
		page.await(".task-row input[name=name]").sendKeys("lpha");
		assertThat(page.focused()).isEqualTo("name");
		assertThat(page.await("select[name=target]").getDomProperty("value")).isEqualTo("Alpha");
		assertThat(page.text(".command code")).contains("\"cancelAt\":[{\"target\":\"Alpha\"");
		page.await("button[name=removeCancel]").sendKeys(Keys.ENTER);
		assertThat(page.focused()).isEqualTo("addCancel");
		page.await(".task-row:nth-of-type(2) button[name=removeTask]").sendKeys(Keys.ENTER);
		assertThat(page.focused()).isEqualTo("removeTask");
		new Select(page.await("select[name=combinator]")).selectByValue("gather");
		assertThat(page.focused()).isEqualTo("combinator");
		page.await("input[name=returnExceptions]");
		page.assertClean();
	}

	@Test
	void beginsWithAnExampleInsteadOfWhatIsNoScenario(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#nothing", WIDE);
		for (String text : List.of("{\"tasks\":[null]}", "{\"tasks\":[1]}", "{\"tasks\":[],\"combinator\":7}", "[]",
				"x")) {
			page.show("#scenario?s=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
			assertThat(page.all(".task-row")).as(text).hasSize(3);
			page.click(".json-details summary");
			browser.execute("""
					const area = document.querySelector('textarea');
					area.value = arguments[0];
					area.dispatchEvent(new Event('input'));
					return true;""", text);
			page.await(".json-error");
			page.click("button[name=addTask]");
			assertThat(page.all(".task-row")).as(text).hasSize(4);
			page.show("#nothing");
		}
		page.assertClean();
	}

	@Test
	void offersTheVirtualClockWhereThereIsOne(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#scenario", WIDE);
		new Select(page.await("select[name=style]")).selectByValue("webclient");
		assertThat(page.all("input[value=virtual]:disabled, input[value=real]:checked")).hasSize(2);
		assertThat(page.text(".command code")).contains("style=webclient&clock=real");
		new Select(page.await("select[name=style]")).selectByValue("asyncio");
		assertThat(page.all("input[value=virtual]:disabled")).isEmpty();
	}

	@Test
	void buildsAScenarioAndRunsItOnTheRealClock(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#scenario", new View(1440, "en", "light"));
		page.await(".run .player");
		page.click(".examples .chip:nth-of-type(5)");
		page.click(".cancel-rows .add");
		page.click("label:has(input[value=real])");
		assertThat(page.text(".command code")).contains("clock=real", "\"shield\"", "\"cancelAt\":[");
		page.click(".run-button").await(".outcome.cancelled");
		assertThat(browser.driver().getCurrentUrl()).contains("clock=real");
		page.assertClean();
	}

	private static DrawnBar bar(List<DrawnBar> bars, String task, String kind) {
		return bars.stream()
			.filter((bar) -> bar.task().equals(task) && bar.kind().equals(kind))
			.findFirst()
			.orElseThrow();
	}

}
