package dev.asynclab.page;

import dev.asynclab.browser.Browser;
import dev.asynclab.page.PageInBrowser.View;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * HELP.md and its documents in a browser.
 */
@BrowserPageTest
class DocumentPageTests {

	@LocalServerPort
	private int port;

	@EveryScreenTest
	void showsTheCatalogueWithACopyButtonAtEachCommand(int width, String language, String theme, Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("HELP.md", new View(width, language, theme));
		assertThat(page.all(".command code")).hasSizeGreaterThan(80)
			.hasSameSizeAs(page.all(".command button"))
			.extracting(WebElement::getText)
			.allMatch((command) -> command.startsWith("curl "))
			.anyMatch((command) -> command.equals("curl 'localhost:" + this.port + "/api/lessons'"));
		page.click(".command button")
			.awaitTrue("document.querySelector('.command button').dataset.say !== 'command.copy'");
		page.assertFitsAndSpeaks();
		page.assertClean();
	}

	@Test
	void leadsToADocumentAndBack(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("HELP.md", new View(375, "en", "light"));
		page.click("article a[href='benchmarks.md']").awaitTrue("location.pathname === '/benchmarks.md'");
		page.ready();
		assertThat(page.text("h1")).isEqualTo("Benchmarks");
		page.assertFitsAndSpeaks();
		page.click(".brand").awaitTrue("location.pathname === '/'");
		page.ready().assertClean();
	}

}
