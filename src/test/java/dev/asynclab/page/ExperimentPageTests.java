package dev.asynclab.page;

import dev.asynclab.LabTest;
import dev.asynclab.browser.Browser;
import dev.asynclab.browser.BrowserTest;
import dev.asynclab.page.PageInBrowser.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the collapse, the pitfalls and the semantics on the page.
 */
@BrowserTest
@LabTest
class ExperimentPageTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "1440, en, light", "375, zh, dark" })
	void watchesTheThroughputCollapse(int width, String language, String theme, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#collapse?rate=60&delay=100ms&blockingShare=0.5&phase=500ms", new View(width, language, theme));
		page.click(".run-button");
		page.awaitTrue("document.querySelectorAll('tbody tr[data-phase]').length === 4");
		assertThat(page.all(".collapse-chart .phase")).hasSize(4);
		page.awaitTrue("document.querySelectorAll('.series.completed, .series.predicted')[0].getAttribute('d')");
		assertThat(page.all(".collapse-chart .series[d]")).hasSizeGreaterThanOrEqualTo(4);
		page.awaitTrue("document.querySelectorAll('.stalls li .source').length > 0");
		assertThat(page.all(".collapse-chart rect.stall")).isNotEmpty();
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void stopsTheExperiment(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#collapse?phase=10s&rate=20",
				new View(1440, "en", "light"));
		page.click(".run-button");
		page.awaitTrue("document.querySelector('.series.completed')?.getAttribute('d')?.includes('L')");
		page.click(".run-button.running");
		page.awaitTrue("!document.querySelector('.run-button').classList.contains('running')");
		browser.await((_) -> browser.execute(
				"return fetch('/api/collapse', { method: 'DELETE' }).then((it) => it.json()).then((it) => it.stopped)")
			.equals(false));
		page.assertClean();
	}

	@ParameterizedTest
	@CsvSource({ "1440, zh, light", "375, en, dark" })
	void findsAPitfallAndRunsBothSides(int width, String language, String theme, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#pitfalls", new View(width, language, theme));
		page.awaitTrue("document.querySelectorAll('.pitfall-list li').length > 20");
		browser.driver().findElement(By.cssSelector("input[type=search]")).sendKeys("bean calls @Async");
		page.awaitTrue("document.querySelectorAll('.pitfall-list li').length === 1");
		page.click(".pitfall-list a").click(".pitfall-detail .run-button").await(".observations");
		assertThat(page.all(".observations .differs")).isNotEmpty();
		assertThat(page.text(".broken .source")).contains("class BrokenSelfInvocation");
		assertThat(page.text(".fixed .source")).contains("class FixedSelfInvocation");
		assertThat(browser.driver().getCurrentUrl()).contains("#pitfalls/self-invoked-async?q=");
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@ParameterizedTest
	@CsvSource({ "1440, en, dark", "375, zh, light" })
	void leadsFromAFactToItsScenario(int width, String language, String theme, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#semantics", new View(width, language, theme));
		page.await(".facts tbody tr");
		assertThat(page.all(".facts tbody tr")).hasSizeGreaterThan(20);
		assertThat(page.all(".facts tbody tr:first-child td")).hasSize(4);
		page.assertFitsAndSpeaks();
		page.assertClean();
		page.click("tr[data-fact=first-error-at-once] td:last-child a");
		page.click(".scenario .run-button").await(".run .player");
		assertThat(page.text(".outcome.raised")).contains("B failed");
		page.assertClean();
	}

}
