package dev.asynclab.page;

import java.util.List;

import dev.asynclab.browser.Browser;
import dev.asynclab.page.PageInBrowser.View;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for stepping the event loop on the page.
 */
@BrowserPageTest
class StepperPageTests {

	private static final View WIDE = new View(1440, "en", "light");

	/**
	 * Runs a scenario, and returns the lines of steps that the code on the page lacks.
	 */
	private static final String MISSING_LINES = """
			const missing = async (name, scenario) => {
				const answer = await fetch('/api/scenarios/steps', { method: 'POST',
					headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(scenario) });
				if (!answer.ok) {
					return [name + ' ' + answer.status];
				}
				const { steps } = await answer.json();
				const program = await (await fetch('/api/scenarios/python?format=json', { method: 'POST',
					headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(scenario) })).json();
				return steps.filter(({ line }) => line && !program.places.some((it) => it.task === line.task && it.statement === line.statement && it.lines.length))
					.map(({ line }) => name + ' ' + line.task + ' ' + line.statement);
			};
			""";

	@LocalServerPort
	private int port;

	@EveryScreenTest
	void showsWhyTwoSleepsOverlapOnOneThread(int width, String language, String theme, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather?job=A:2s&job=B:1s",
				new View(width, language, theme));
		page.click(".step-button").await(".stepper");
		assertThat(chips(page, ".step-slot")).containsExactly("outer");
		assertThat(chips(page, ".step-ready")).containsExactly("A", "B");
		assertThat(who(page, ".step-line.runs[data-who]")).as("the first step").containsExactly("outer");
		assertRunningLineIsInView(page);
		press(browser, Keys.ARROW_RIGHT);
		assertThat(chips(page, ".step-slot")).containsExactly("A");
		assertThat(chips(page, ".step-ready")).containsExactly("B");
		assertThat(chips(page, ".step-timers")).containsExactly("timer A");
		assertThat(page.text(".step-line.runs").strip()).isEqualTo("await asyncio.sleep(delay)");
		assertThat(who(page, ".step-line.runs")).containsExactly("A");
		assertRunningLineIsInView(page);
		press(browser, Keys.ARROW_RIGHT);
		assertThat(chips(page, ".step-timers")).containsExactly("timer B", "timer A");
		press(browser, Keys.ARROW_RIGHT);
		assertThat(chips(page, ".step-slot")).as("nobody has the turn").isEmpty();
		assertThat(page.text(".step-why")).as("both timers run").contains("2");
		assertThat(page.text(".step-clock")).isEqualTo("0 ms → 1.00 s");
		assertThat(page.all(".step-line.waits")).extracting(WebElement::getText)
			.extracting(String::strip)
			.containsExactly("await asyncio.sleep(delay)", "return await asyncio.gather(",
					"work(\"A\", 2, \"A done\"),", "work(\"B\", 1, \"B done\"),", ")");
		assertThat(who(page, ".step-line.waits[data-who]")).containsExactly("A, B", "outer");
		press(browser, Keys.ARROW_LEFT);
		assertThat(chips(page, ".step-slot")).containsExactly("B");
		press(browser, Keys.END);
		assertThat(page.text(".step-does")).contains("outer", "[\"A done\", \"B done\"]");
		assertThat(page.text(".step-clock")).isEqualTo("2.00 s");
		assertThat(page.all(".step-forward").getFirst().isEnabled()).isFalse();
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void playsTheStepsUntilItIsStopped(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather", WIDE);
		page.click(".step-button").await(".stepper");
		page.click(".step-play");
		page.awaitTrue("document.querySelector('.step-slider').value === '2'");
		page.click(".step-play");
		assertThat(page.text(".step-play")).isEqualTo("Play slowly");
		page.click(".step-back");
		page.awaitTrue("Number(document.querySelector('.step-slider').value) >= 1");
		page.assertClean();
	}

	@Test
	void showsTheTurnsOfWhatRunsTheScenarioIfAsked(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather", WIDE);
		page.click(".step-button").await(".stepper");
		double without = page.number("Number(document.querySelector('.step-slider').max)");
		page.click("input[name=ownTurns]");
		assertThat(chips(page, ".step-slot")).as("the same step").containsExactly("outer");
		assertThat(page.number("Number(document.querySelector('.step-slider').max)")).isGreaterThan(without);
		press(browser, Keys.HOME);
		assertThat(page.text(".step-does")).isEqualTo("asyncio.run creates main");
		page.assertClean();
	}

	@EveryScreenTest
	void stepsThroughAScenario(int width, String language, String theme, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#scenario", new View(width, language, theme));
		page.click(".step-button").await(".stepper");
		for (int i = 0; i < 7; i++) {
			press(browser, Keys.ARROW_RIGHT);
		}
		assertThat(chips(page, ".step-slot")).containsExactly("B → TaskGroup");
		assertThat(chips(page, ".step-ready")).containsExactly("A", "C", "outer");
		press(browser, Keys.ARROW_RIGHT);
		assertThat(page.text(".step-line.runs").strip()).isEqualTo("await asyncio.sleep(0.4)  # cleans up");
		assertThat(who(page, ".step-line.runs")).containsExactly("A");
		assertRunningLineIsInView(page);
		assertThat(page.all(".python-text")).as("there is one Python text").hasSize(1);
		assertThat(page.all(".stepper .python-text")).as("beside the plan where there is room")
			.hasSize((width < 1350) ? 1 : 0);
		page.click("button[name=addTask]");
		page.await(".stepping .stale-note");
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void saysWhatTheServiceRefuses(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather?count=51&delay=1s", WIDE);
		page.click(".step-button");
		assertThat(page.text(".stepping .notice.refused")).contains("50");
	}

	@Test
	void hasALineOfCodeForEachStepOfEachChapterAndExample(Browser browser) {
		new PageInBrowser(browser, this.port).open("#learn", WIDE);
		assertThat(browser.execute("return (async () => {" + MISSING_LINES
				+ """
							const { CHAPTERS } = await import('/page/chapters.js');
							const { hasScenario, scenarioOf } = await import('/page/chapter-scenarios.js');
							const { jobsOf } = await import('/page/plan.js');
							const { EXAMPLES } = await import('/page/scenarios.js');
							const found = [];
							let chapters = 0;
							for (const chapter of CHAPTERS.filter(hasScenario)) {
								const value = (name) => chapter.fields.find(([it]) => it === name)?.[2];
								found.push(...await missing(chapter.id, scenarioOf(chapter, jobsOf(new URLSearchParams(), chapter.jobs), value)));
								chapters++;
							}
							for (const [name, example] of Object.entries(EXAMPLES)) {
								found.push(...await missing(name, example));
							}
							return found.join() + chapters;
						})();"""))
			.isEqualTo("19");
	}

	@Test
	void stepsThroughARunInsideARun(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/nested-run", WIDE);
		page.click(".step-button").await(".stepper");
		press(browser, Keys.END);
		assertThat(page.text(".stepper")).contains("RuntimeError");
		page.assertClean();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void speaksTheLanguageThatIsChosen(boolean beforeItSteps, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather", WIDE);
		if (beforeItSteps) {
			speakChinese(browser);
		}
		page.click(".step-button").await(".stepper");
		if (!beforeItSteps) {
			speakChinese(browser);
		}
		assertThat(page.text(".python-text")).contains("显示整个程序").doesNotContain("Show the whole program");
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	private static void speakChinese(Browser browser) {
		new Select(browser.driver().findElement(By.cssSelector(".language"))).selectByValue("zh");
	}

	@Test
	void foldsWhatIsNotTheScenarioInAChapter(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather", WIDE);
		page.click(".step-button").await(".stepper");
		assertThat(page.text(".python-place")).startsWith("async def work(").doesNotContain("import asyncio");
		page.click("input[name=wholeProgram]");
		assertThat(page.text(".python-place")).startsWith("\"\"\"For CPython 3.13").contains("asyncio.run(main())");
		assertRunningLineIsInView(page);
		page.assertClean();
	}

	private static List<@Nullable String> who(PageInBrowser page, String lines) {
		return page.all(lines).stream().<@Nullable String>map((line) -> line.getDomAttribute("data-who")).toList();
	}

	private static void assertRunningLineIsInView(PageInBrowser page) {
		page.awaitTrue("""
				((line, box) => line.top >= box.top - 1 && line.bottom <= box.bottom + 1)(
				document.querySelector('.step-line.runs').getBoundingClientRect(),
				document.querySelector('.python-place').getBoundingClientRect())""");
	}

	private static void press(Browser browser, Keys key) {
		new Actions(browser.driver()).sendKeys(key).perform();
	}

	private static List<String> chips(PageInBrowser page, String place) {
		return page.all(place + " .step-chip").stream().map(WebElement::getText).toList();
	}

}
