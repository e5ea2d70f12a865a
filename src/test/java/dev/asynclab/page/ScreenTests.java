package dev.asynclab.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.asynclab.LabTest;
import dev.asynclab.browser.Browser;
import dev.asynclab.browser.BrowserTest;
import dev.asynclab.page.PageInBrowser.View;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the layout of each part of the page, and for its use by keyboard.
 */
@BrowserTest
@LabTest
@ActiveProfiles("screens")
@ResourceLock("screens")
class ScreenTests {

	/** What says that a part has all that it opens with. */
	private static final List<List<String>> PARTS = List.of(List.of("", ".lanes .end-time"),
			List.of("#learn/gather", ".run .player"), List.of("#learn/not-awaitable", ".observations"),
			List.of("#race", ".race-runs .player"), List.of("#workload", ".latency-chart .line-name"),
			List.of("#outage", ".symptom-chart .lesson"), List.of("#outage/growth", ".observations"),
			List.of("#collapse", "tbody tr[data-phase]"), List.of("#storm", "tbody tr[data-phase]"),
			List.of("#pitfalls/lost-exception", ".observations"), List.of("#scenario", ".run .player"),
			List.of("#semantics", ".facts tbody tr"), List.of("#nothing", ".unknown a"));

	@LocalServerPort
	private int port;

	/**
	 * Each width in each language and in each theme, and each language in each theme. A
	 * part is opened once in a language: it follows the width of the window and the theme
	 * of the system.
	 */
	@ParameterizedTest
	@Timeout(300)
	@CsvSource({ "en, light, dark, light", "zh, dark, light, dark" })
	void eachPartFitsAndCanBeUsedByAll(String language, String wide, String middle, String narrow, Browser browser) {
		List<View> views = List.of(new View(1440, language, wide), new View(720, language, middle),
				new View(375, language, narrow));
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#nothing", new View(1440, language, "auto"));
		SoftAssertions.assertSoftly((softly) -> PARTS.forEach((part) -> {
			page.show(part.getFirst());
			page.await(part.getLast());
			views.forEach((view) -> {
				page.look(view);
				softly.assertThatCode(page::assertFitsAndSpeaks).as(part.getFirst() + view).doesNotThrowAnyException();
				softly.assertThatCode(page::assertClean).as(part.getFirst() + view).doesNotThrowAnyException();
			});
		}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "#learn/wait", "#race", "#workload", "#collapse", "#storm", "#pitfalls/lost-exception",
			"#scenario" })
	void theKeyboardReachesRunSoon(String part, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open(part, new View(1440, "en", "light"));
		page.await(".run-button");
		browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
		browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
		int stops = 0;
		do {
			browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
			stops++;
			assertThat(stops).as("stops in " + part).isLessThanOrEqualTo(12);
		}
		while (!(boolean) browser.execute("return document.activeElement.matches('.run-button');"));
	}

	@Test
	void findsMistakesByWhatIsSeenOfThem(Browser browser) throws IOException {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#pitfalls", new View(1440, "en", "light"));
		page.awaitTrue("document.querySelectorAll('.pitfall-list li').length > 20");
		for (String words : List.of("throughput", "hang", "slow", "memory", "retry storm", "lost error")) {
			browser.execute("""
					const search = document.querySelector('input[type=search]');
					search.value = arguments[0];
					search.dispatchEvent(new Event('input'));
					return true;""", words);
			assertThat(page.all(".pitfall-list li")).as(words).isNotEmpty().hasSizeLessThan(20);
		}
		for (String line : Files.readAllLines(Path.of("src/test/resources/symptoms.csv")).subList(1, 15)) {
			String[] sentence = line.split("\\|", -1);
			browser.execute("""
					const search = document.querySelector('input[type=search]');
					search.value = arguments[0];
					search.dispatchEvent(new Event('input'));
					return true;""", sentence[0]);
			page.awaitTrue(
					"[...document.querySelectorAll('.pitfall-list a')].slice(0, 3).some((it) => it.dataset.pitfall === '"
							+ sentence[1] + "')");
		}
		assertThat(browser.execute(
				"""
						return import('/page/symptoms.js').then(async ({ symptomsOf }) =>
							(await (await fetch('/api/pitfalls')).json()).filter(({ id }) => !symptomsOf(id).length).map(({ id }) => id).join());"""))
			.as("mistakes that belong to no symptom")
			.isEqualTo("");
	}

}
