package dev.asynclab.page;

import java.util.List;
import java.util.Map;

import dev.asynclab.browser.Browser;
import dev.asynclab.page.PageInBrowser.View;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the first screen.
 */
@BrowserPageTest
class HomePageTests {

	private static final View WIDE = new View(1440, "en", "light");

	@LocalServerPort
	private int port;

	@Test
	void showsTheStylesAndTheDoors(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("", WIDE);
		page.awaitTrue("document.querySelectorAll('.lanes .end-time').length === 4");
		assertThat(ends(page)).containsExactly("1.00 s", "500 ms", "500 ms", "500 ms");
		assertThat(page.all(".door")).extracting((door) -> door.getDomAttribute("href"))
			.containsExactly("#learn", "#workload", "#outage");
	}

	@Test
	void followsTheSliders(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("", WIDE);
		assertThat(page.text("h1")).isEqualTo("Async in Spring, measured. The same 12 calls in four ways.");
		assertThat(page.text(".home-sentence")).contains("12 calls need 2 rounds: 1.00 s");
		page.await("input[name=threads]").sendKeys(Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
		assertThat(ends(page)).containsExactly("2.00 s", "500 ms", "500 ms", "500 ms");
		assertThat(page.text(".home-sentence")).contains("12 calls need 4 rounds: 2.00 s");
		assertThat(page.text(".command code")).endsWith("/api/compare?count=12&delay=500ms&threads=3&format=text'");
		page.await("input[name=threads]").sendKeys(Keys.END);
		assertThat(page.text(".home-sentence")).startsWith("The pool has a thread for each of the 12 calls");
		page.await("input[name=threads]").sendKeys(Keys.HOME);
		assertThat(ends(page)).startsWith("6.00 s");
		page.click("input[name=blocks]");
		assertThat(ends(page)).containsExactly("7.00 s", "others 7.00 s", "1.50 s", "others 1.50 s", "1.50 s",
				"others 500 ms", "1.50 s", "others 1.50 s");
		assertThat(browser.driver().getCurrentUrl()).endsWith("#home?calls=12&threads=1&blocks=true");
	}

	@Test
	void drawsTheRealRunOverWhatWasComputed(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#home?calls=3&threads=2", WIDE);
		page.awaitTrue("document.querySelectorAll('.lanes .end-time.measured').length === 4");
		for (String style : List.of("async-pool", "webclient", "virtual-thread", "asyncio")) {
			String waiting = style.equals("async-pool") ? "holding" : "awaiting";
			assertThat(page.all("[data-style=" + style + "] .predicted line." + waiting)).hasSize(3);
			assertThat(page.all("[data-style=" + style + "] .measured line." + waiting)).hasSizeGreaterThanOrEqualTo(3);
		}
		assertThat(page.number("Number(document.querySelector("
				+ "'[data-style=async-pool] .measured .holding[data-task=task3]').dataset.from)"))
			.as("two threads: the third call waits for one")
			.isGreaterThanOrEqualTo(450);
		page.assertClean();
		page.await("input[name=calls]").sendKeys(Keys.ARROW_RIGHT);
		assertThat(page.all(".lanes .measured")).as("a run of other settings").isEmpty();
	}

	@Test
	void movesOnlyWhereMotionIsWelcome(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port);
		page.devTools("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
		try {
			page.open("", WIDE);
			assertThat(browser.execute("return document.querySelectorAll('.lanes .end-time').length"))
				.as("the final frame, at once")
				.isEqualTo(4L);
		}
		finally {
			page.devTools("Emulation.setEmulatedMedia", Map.of("features", List.of()));
		}
	}

	private static List<String> ends(PageInBrowser page) {
		return page.all(".lanes .end-time").stream().map(WebElement::getText).toList();
	}

}
