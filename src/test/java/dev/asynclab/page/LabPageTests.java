package dev.asynclab.page;

import java.util.List;

import dev.asynclab.LabTest;
import dev.asynclab.browser.Browser;
import dev.asynclab.browser.BrowserTest;
import dev.asynclab.page.PageInBrowser.DrawnBar;
import dev.asynclab.page.PageInBrowser.View;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for the race and the scenario lab on the page.
 */
@BrowserTest
@LabTest
class LabPageTests {

	@LocalServerPort
	private int port;

	@EveryScreenTest
	void racesTheStylesOnOneAxis(int width, String language, String theme, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#race?job=A:400ms&job=B:200ms",
				new View(width, language, theme));
		page.click(".run-button").await(".race-runs .player");
		assertThat(page.all(".race-run")).hasSize(4);
		List<Double> scales = List.of("async-pool", "webclient", "virtual-thread", "asyncio").stream().map((style) -> {
			List<DrawnBar> bars = page.bars("[data-style=" + style + "]");
			DrawnBar longest = bars.stream().filter((bar) -> bar.task().equals("A")).toList().getLast();
			DrawnBar other = bars.stream().filter((bar) -> bar.task().equals("B")).toList().getLast();
			assertThat(longest.overlaps(other)).isTrue();
			return longest.width() / (longest.to() - longest.from());
		}).toList();
		assertThat(scales).allSatisfy((scale) -> assertThat(scale).isCloseTo(scales.getFirst(), within(0.01)));
		assertThat(page.all(".race-run .ideal[visibility=visible]")).hasSize(4);
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@EveryScreenTest
	void runsAScenarioAtOnceAndReplaysIt(int width, String language, String theme, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#scenario", new View(width, language, theme));
		page.click(".run-button").await(".run .player");
		assertThat(page.bars(".run")).extracting(DrawnBar::task, DrawnBar::kind, DrawnBar::from, DrawnBar::to)
			.containsExactlyInAnyOrder(Tuple.tuple("A", "cancelled", 0.0, 600.0),
					Tuple.tuple("A", "cleanup", 600.0, 1000.0), Tuple.tuple("B", "failed", 0.0, 600.0),
					Tuple.tuple("C", "cancelled", 0.0, 600.0), Tuple.tuple("C", "cleanup", 600.0, 700.0),
					Tuple.tuple("outer", "failed", 0.0, 1000.0));
		assertThat(page.text(".outcome.raised")).contains("ExceptionGroup", "ValueError: B failed");
		browser.execute("""
				const slider = document.querySelector('.cursor-slider');
				slider.value = 300;
				slider.dispatchEvent(new Event('input'));
				return true;""");
		assertThat(page.bars(".run")).extracting(DrawnBar::kind).containsOnly("running").hasSize(4);
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void buildsAScenarioAndRunsItOnTheRealClock(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#scenario", new View(1440, "en", "light"));
		page.click(".examples .chip:nth-of-type(5)");
		page.click(".cancel-rows .add");
		page.click("label:has(input[value=real])");
		assertThat(page.text(".command code")).contains("clock=real", "\"shield\"", "\"cancelAt\":[");
		page.click(".run-button").await(".run .player");
		assertThat(page.text(".outcome.cancelled")).isNotEmpty();
		assertThat(browser.driver().getCurrentUrl()).contains("clock=real");
		page.assertClean();
	}

}
