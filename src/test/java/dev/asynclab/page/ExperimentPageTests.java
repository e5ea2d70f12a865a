package dev.asynclab.page;

import java.util.List;

import dev.asynclab.LabTest;
import dev.asynclab.browser.Browser;
import dev.asynclab.browser.BrowserTest;
import dev.asynclab.page.PageInBrowser.View;
import org.junit.jupiter.api.Test;
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

	@EveryScreenTest
	void watchesTheThroughputCollapse(int width, String language, String theme, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port)
			.open("#collapse?rate=60&delay=100ms&blockingShare=0.5&phase=500ms", new View(width, language, theme));
		page.click(".run-button");
		page.awaitTrue("document.querySelectorAll('tbody tr[data-phase]').length === 4");
		assertThat(page.all(".collapse-chart .phase")).hasSize(4);
		assertThat(page.all(".collapse-chart .series[d]")).hasSizeGreaterThanOrEqualTo(4);
		assertThat(levels(browser, "predicted", "blocking").getLast()).as("calls a second, drawn")
			.isLessThan(levels(browser, "predicted", "healthy").getFirst());
		assertThat(levels(browser, "completed", "blocking")).as("the curve falls below what is offered")
			.anyMatch((level) -> level < levels(browser, "offered", "blocking").getLast());
		page.awaitTrue("document.querySelectorAll('.stalls li .source').length > 0");
		assertThat(page.all(".collapse-chart rect.stall")).isNotEmpty();
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	/** How high above the chart's lower edge a series is drawn in a phase, in pixels. */
	@SuppressWarnings("unchecked")
	private static List<Double> levels(Browser browser, String series, String phase) {
		List<Number> levels = (List<Number>) browser.execute(
				"""
						const chart = document.querySelector('.collapse-chart');
						const band = chart.querySelector(`.band:has(+ [data-say="phase.${arguments[1]}"])`);
						const [from, width] = ['x', 'width'].map((it) => Number(band.getAttribute(it)));
						return [...chart.querySelector(`.series.${arguments[0]}`).getAttribute('d').matchAll(/[ML]([\\d.]+),([\\d.]+)/g)]
							.map(([, x, y]) => [Number(x), Number(y)])
							.filter(([x]) => x > from && x <= from + width)
							.map(([, y]) => Number(chart.getAttribute('height')) - y);""",
				series, phase);
		return levels.stream().map(Number::doubleValue).toList();
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

	@EveryScreenTest
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

	@EveryScreenTest
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
