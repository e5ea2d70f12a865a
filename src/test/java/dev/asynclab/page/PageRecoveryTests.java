package dev.asynclab.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.asynclab.admission.Admission;
import dev.asynclab.admission.Gate.Permit;
import dev.asynclab.browser.Browser;
import dev.asynclab.page.PageInBrowser.View;
import dev.asynclab.problem.TooBusyException;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the page does when the service refuses, or is gone.
 */
@BrowserPageTest
class PageRecoveryTests {

	private static final View VIEW = new View(1440, "en", "light");

	private static final String RUN = "#learn/gather";

	private static final String RUN_AGAIN = "!document.querySelector('.recorded-note') && document.querySelector('.run .player')";

	@LocalServerPort
	private int port;

	@Autowired
	private Admission admission;

	@Test
	void waitsUntilABusyServiceHasRoomAgain(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open(RUN, VIEW);
		Deque<Permit> taken = takeAll();
		try {
			page.click(".run-button");
			assertThat(page.text(".notice.waiting")).contains("The service is busy.", "Trying again in");
		}
		finally {
			taken.forEach(Permit::close);
		}
		page.awaitTrue(RUN_AGAIN);
		assertThat(page.all(".notice.waiting:not([hidden])")).isEmpty();
		assertThat(browser.consoleErrors()).allMatch((error) -> error.contains("429"));
	}

	@Test
	void waitsUntilTheServiceIsBack(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open(RUN, VIEW);
		page.whileOffline(() -> {
			page.click(".run-button");
			assertThat(page.text(".notice.waiting")).contains("The service does not answer.");
		});
		page.awaitTrue(RUN_AGAIN);
		page.forgetConsole();
	}

	@Test
	void keepsTheBarsOfAComparisonThatWasKilled(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#race", VIEW);
		page.await(".recorded-note");
		// A stream that ends without a report, and then no answer any more.
		browser.execute(
				"""
						let asked = false;
						window.fetch = async () => {
							if (asked) {
								throw new TypeError('gone');
							}
							asked = true;
							const entry = (event, atMs) => `data:${JSON.stringify({ style: 'asyncio', entry: { atMs, task: 'task1', event } })}\\n\\n`;
							const text = new TextEncoder().encode(entry('created', 0) + entry('started', 1));
							return new Response(new ReadableStream({ start(controller) {
								controller.enqueue(text);
								setTimeout(() => controller.close(), 300);
							} }));
						};
						return true;""");
		page.click(".run-button").await(".notice.waiting");
		assertThat(page.bars("[data-style=asyncio]")).anyMatch((bar) -> bar.task().equals("task1") && bar.width() > 1);
		assertThat(page.text("[data-style=asyncio] h2")).contains("stopped after");
		page.forgetConsole();
	}

	@Test
	void opensPartsAndSpeaksLanguagesWhileTheServiceIsGone(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open(RUN, VIEW);
		page.whileOffline(() -> {
			page.click(".parts a[data-part=race]").await(".race .run-button");
			assertThat(page.text("h1")).isEqualTo("Compare");
			new Select(browser.driver().findElement(By.cssSelector(".language"))).selectByValue("zh");
			assertThat(page.text("h1")).isEqualTo("对比");
			for (String part : List.of("workload", "outage", "scenario", "semantics", "learn")) {
				page.click(".parts a[data-part=" + part + "]")
					.await("article." + (part.equals("learn") ? "chapter" : part));
			}
		});
		page.forgetConsole();
	}

	@Test
	void readsTheSourceWhenTheServiceIsBack(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open(RUN, VIEW);
		page.whileOffline(() -> {
			page.click("[role=tab][data-key=webclient]");
			page.awaitTrue("document.querySelector('.tab-panel').textContent.includes('tries again')");
		});
		page.awaitTrue("document.querySelector('.tab-panel').textContent.includes('class WebClientGather')");
		page.forgetConsole();
	}

	@Test
	void saysWhatIsRefusedAndWhy(Browser browser) {
		PageInBrowser page = new PageInBrowser(browser, this.port).open("#learn/gather?job=A:2h&style=asyncio", VIEW);
		assertThat(page.text(".notice.refused")).contains("The service refused this.", "job = A:7200s", "60000");
		assertThat(browser.consoleErrors()).allMatch((error) -> error.contains("400"));
	}

	private Deque<Permit> takeAll() {
		Deque<Permit> taken = new ArrayDeque<>();
		try {
			for (;;) {
				taken.add(this.admission.admit(1, false));
			}
		}
		catch (TooBusyException ex) {
			return taken;
		}
	}

}
