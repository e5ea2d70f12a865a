package dev.asynclab.page;

import java.util.List;
import java.util.Map;

import dev.asynclab.browser.Browser;
import dev.asynclab.page.PageInBrowser.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what an address shows, and what it leaves alone.
 */
@BrowserPageTest
class PageAddressTests {

	private static final View WIDE = new View(1440, "en", "light");

	@LocalServerPort
	private int port;

	@Test
	void skipsToTheContentAndStaysThere(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#race?job=A:1s&concept=gather", WIDE);
		browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
		assertThat(browser.execute("return document.activeElement.className;")).isEqualTo("skip");
		browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
		assertThat(browser.execute("return document.activeElement.className;")).isEqualTo("race");
		assertThat(browser.driver().getCurrentUrl()).endsWith("#race?job=A:1s&concept=gather");
		assertThat(page.all("article.race")).hasSize(1);
	}

	@Test
	void saysThatAnAddressNamesNothing(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port);
		for (String address : List.of("#toString", "#learn/none", "#outage/none", "#pitfalls/none", "#race/none",
				"#storm/none", "#collapse/none")) {
			page.open(address, WIDE).await("article.unknown a[href='#learn']");
			assertThat(page.text("article.unknown .lead")).contains(address);
		}
		page.assertClean();
	}

	@Test
	void saysThatTheScenarioInAnAddressIsNotValid(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#scenario?s=broken", WIDE);
		assertThat(page.text(".scenario > .notice.refused")).contains("The scenario in the address is not valid.");
		page.await(".run .player");
		page.assertFitsAndSpeaks();
		page.assertClean();
		page.click(".examples .chip");
		assertThat(page.all(".scenario > .notice.refused:not([hidden])")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "#collapse?rate=0&delay=abc&blockingShare=2 | rate,delay,blockingShare",
					"#race?count=0&delay=x | count,delay", "#learn/gather?job=A:2s&job=A:1s&limit=x | name,name,limit",
					"#race?job=A:zz&job=B:1s&job=A:2s&threads=0 | name,delay,name,threads",
					"#workload?rate=0&slo=abc&jitter=x | rate,slo,jitter" })
	void marksAllFieldsThatAreWrongAndSaysItOnce(String address, String wrong, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open(address, WIDE);
		page.await(".notice.refused");
		assertThat(page.all("[aria-invalid=true]")).extracting((field) -> field.getDomAttribute("name"))
			.containsExactly(wrong.split(","));
		assertThat(page.all(".notice.refused:not([hidden])")).hasSize(1);
		page.forgetConsole();
	}

	@Test
	void namesTheLanguageThatWasChosen(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#race?job=A:1s&concept=gather", WIDE);
		new Select(page.await(".language")).selectByValue("zh");
		assertThat(browser.driver().getCurrentUrl()).endsWith("#race?job=A:1s&concept=gather&lang=zh");
		assertThat(page.text(".command code")).endsWith("/api/compare?job=A:1s&concept=gather&threads=8&format=text'");
		page.click(".parts a[data-part=learn]").await("article.chapter");
		assertThat(browser.driver().getCurrentUrl()).endsWith("#learn?lang=zh");
	}

	@Test
	void readsALinkInItsLanguageAndKeepsTheReadersChoice(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#race?lang=zh", WIDE);
		assertThat(page.text("h1")).isEqualTo("对比");
		assertThat(page.await(".language").getDomProperty("value")).isEqualTo("zh");
		assertThat(browser.execute("return localStorage.getItem('async-lab.language');")).isEqualTo("en");
	}

	@Test
	void describesTheRunInTheLanguageThatIsChosenLater(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather?job=A:50ms&style=virtual-thread",
				WIDE);
		page.await(".run .player");
		new Select(page.await(".language")).selectByValue("zh");
		assertThat(browser.execute("return document.querySelector('.run .timeline title').textContent;")).asString()
			.startsWith("1 个任务的时间线");
		assertThat(page.text(".run h2 b")).isEqualTo("虚拟线程");
		assertThat(page.await(".cursor-slider").getDomAttribute("aria-valuetext")).contains("结束 1");
	}

	@Test
	void worksWhereTheBrowserMayRememberNothing(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port);
		Map<String, Object> script = page.devTools("Page.addScriptToEvaluateOnNewDocument", Map.of("source",
				"Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied'); } });"));
		try {
			page.forgetConsole();
			page.load();
			page.ready().click("button.theme").await("article.home");
			new Select(browser.driver().findElement(By.cssSelector(".language"))).selectByValue("zh");
			assertThat(page.text("nav.parts")).contains("教程");
			page.assertClean();
		}
		finally {
			page.devTools("Page.removeScriptToEvaluateOnNewDocument", script);
		}
	}

}
