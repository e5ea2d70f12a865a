package dev.asynclab.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.asynclab.browser.Browser;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page as a user has it: opened in a size, a language and a theme, clicked, and read.
 */
final class PageInBrowser {

	/**
	 * Run here, since AxeBuilder opens a window for each analysis: ten times the time.
	 */
	private static final String BARRIERS = """
			const done = arguments[arguments.length - 1];
			axe.run(document, { resultTypes: ['violations'] })
				.then(({ violations }) => done(violations.map(({ id, nodes }) => id + ' ' + nodes.map((it) => it.html + ' ' + it.failureSummary).join())))
				.catch((error) => done([String(error)]));""";

	private static final String UNTRANSLATED = """
			const left = [];
			const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			while (walker.nextNode()) {
				const parent = walker.currentNode.parentElement;
				const shown = parent.checkVisibility?.() && /\\p{L}/u.test(walker.currentNode.textContent);
				if (shown && !parent.closest('[translate=no], [data-say], svg, noscript, script, style, option')
						|| shown && document.documentElement.lang !== 'en' && parent.matches('[data-told][lang=en]')) {
					left.push(walker.currentNode.textContent.trim());
				}
			}
			return left;""";

	private static final String CUT_OFF = """
			return [...document.querySelectorAll('.timeline')].flatMap((chart) => {
				const edge = chart.getBoundingClientRect();
				return [...chart.querySelectorAll('text:not([visibility=hidden])')].filter((text) => {
					const box = text.getBoundingClientRect();
					return box.width > 0 && (box.left < edge.left - 1 || box.right > edge.right + 1 || box.bottom > edge.bottom + 1);
				}).map((text) => text.textContent);
			});""";

	/**
	 * The texts that do not fit where they are: what hides the rest of a text without a
	 * way to scroll to it, and controls that are too narrow for what is chosen.
	 */
	private static final String CLIPPED = """
			const pen = document.createElement('canvas').getContext('2d');
			return [...document.querySelectorAll('body *')].filter((it) => it.checkVisibility() && !it.closest('.sr-only, svg')).filter((it) => {
				const style = getComputedStyle(it);
				if (style.clipPath.startsWith('inset(50%')) {
					return false;
				}
				if (it.matches('select')) {
					pen.font = style.font;
					return pen.measureText(it.selectedOptions[0]?.text ?? '').width + parseFloat(style.paddingLeft) > it.clientWidth - 14;
				}
				if (it.matches('input:not([type=range], [type=checkbox], [type=radio])')) {
					return it.scrollWidth > it.clientWidth + 1;
				}
				return [['overflowX', 'scrollWidth', 'clientWidth'], ['overflowY', 'scrollHeight', 'clientHeight']].some(([overflow, whole, shown]) =>
					['hidden', 'clip'].includes(style[overflow]) && it[whole] > it[shown] + 1);
			}).map((it) => `${it.tagName}.${it.className}: ${it.value ?? it.textContent.slice(0, 60)}`);""";

	/** The parts of the page that can be focused, or are pictures, and have no name. */
	private static final String UNLABELLED = """
			return [...document.querySelectorAll('[tabindex="0"], a, button, input, select, textarea, summary, progress, svg[role=img]')]
				.filter((it) => it.checkVisibility() && !it.closest('[role=group][aria-label] > code')).filter((it) => {
					const by = (it.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join('');
					return !(it.ariaLabel || by || [...it.labels ?? []].map((label) => label.textContent).join('')
						|| it.matches('a, button, summary, code') && it.textContent.trim());
				}).map((it) => it.outerHTML.slice(0, 120));""";

	private final Resource axe = new ClassPathResource("axe.min.js");

	private final Browser browser;

	private final String root;

	PageInBrowser(Browser browser, int port) {
		this.browser = browser;
		this.root = "http://localhost:" + port + "/";
	}

	/**
	 * Opens a part of the page afresh.
	 * @param hash the state to show
	 * @param view how it is looked at
	 * @return this
	 */
	PageInBrowser open(String hash, View view) {
		size(view.width());
		this.browser.driver().get(this.root + "page/icon.svg");
		this.browser.execute("""
				localStorage.setItem('async-lab.language', arguments[0]);
				localStorage.setItem('async-lab.theme', arguments[1]);
				return true;""", view.language(), view.theme());
		forgetConsole();
		this.browser.driver().get(this.root + hash);
		return ready();
	}

	/**
	 * Changes the width of the window, and the theme of the system, which a page follows
	 * that has the theme {@code auto}. The language stays.
	 * @param view the width and the theme
	 */
	void look(View view) {
		size(view.width());
		devTools("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", view.theme()))));
		awaitTrue(
				"document.documentElement.dataset.theme === '" + view.theme() + "' && innerWidth === " + view.width());
		// What follows the width is drawn again before the next frame.
		driver().executeAsyncScript("requestAnimationFrame(() => requestAnimationFrame(arguments[0]));");
	}

	private void size(int width) {
		devTools("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
	}

	PageInBrowser ready() {
		this.browser
			.await((_) -> (boolean) this.browser.execute("return document.documentElement.dataset.ready === 'true'"));
		return this;
	}

	/**
	 * Goes to a part by its address, without loading the page again.
	 * @param hash the state to show
	 */
	void show(String hash) {
		this.browser.execute("""
				document.querySelector('main').firstChild.dataset.old = 'true';
				location.hash = arguments[0];
				return true;""", hash);
		awaitTrue("!document.querySelector('main [data-old]') && document.querySelector('main h1')");
	}

	PageInBrowser click(String css) {
		WebElement element = this.browser.await(ExpectedConditions.presenceOfElementLocated(By.cssSelector(css)));
		this.browser.execute("arguments[0].scrollIntoView({ block: 'center' }); return true;", element);
		this.browser.await(ExpectedConditions.elementToBeClickable(element)).click();
		return this;
	}

	WebElement await(String css) {
		return this.browser.await(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
	}

	void awaitTrue(String script) {
		this.browser.await((_) -> (boolean) this.browser.execute("return Boolean(" + script + ")"));
	}

	List<WebElement> all(String css) {
		return this.browser.driver().findElements(By.cssSelector(css));
	}

	String text(String css) {
		return await(css).getText();
	}

	/**
	 * The bars that are drawn, in the order of the drawing.
	 * @param chart where
	 * @return the bars
	 */
	List<DrawnBar> bars(String chart) {
		return bars(chart, ".spans");
	}

	/**
	 * The bars in the lanes of event loops: who had the loop.
	 * @param chart where
	 * @return the bars
	 */
	List<DrawnBar> loopBars(String chart) {
		return bars(chart, ".loops");
	}

	@SuppressWarnings("unchecked")
	List<DrawnBar> bars(String chart, String layer) {
		List<Map<String, Object>> bars = (List<Map<String, Object>>) this.browser.execute("""
				return [...document.querySelectorAll(arguments[0] + ' ' + arguments[1] + ' rect')].map((it) => ({
					task: it.dataset.task, kind: it.getAttribute('class'), thread: it.dataset.thread,
					from: Number(it.dataset.from), to: Number(it.dataset.to),
					x: it.getBoundingClientRect().x, width: it.getBoundingClientRect().width }));""", chart, layer);
		return bars.stream()
			.map((bar) -> new DrawnBar(String.valueOf(bar.get("task")), String.valueOf(bar.get("kind")),
					String.valueOf(bar.get("thread")), number(bar.get("from")), number(bar.get("to")),
					number(bar.get("x")), number(bar.get("width"))))
			.toList();
	}

	/**
	 * The marks at the ends of tasks that failed or were cancelled.
	 * @param chart where
	 * @return for each its task and how that ended
	 */
	List<String> ends(String chart) {
		return all(chart + " .ends g[data-task]").stream()
			.map((mark) -> mark.getDomAttribute("data-task") + " " + mark.getDomAttribute("data-state"))
			.toList();
	}

	/**
	 * The kinds that a legend explains.
	 * @param place where
	 * @return the kinds, in its order
	 */
	List<String> legend(String place) {
		return all(place + " .legend li").stream()
			.map((item) -> String.valueOf(item.getDomAttribute("data-kind")))
			.toList();
	}

	double number(String script) {
		return number(this.browser.execute("return " + script));
	}

	private static double number(@Nullable Object value) {
		if (value instanceof Number number) {
			return number.doubleValue();
		}
		throw new AssertionError(value + " is no number");
	}

	/**
	 * Cuts the page off from the service while something is done.
	 * @param work what is done meanwhile
	 */
	void whileOffline(Runnable work) {
		goOffline(true);
		try {
			work.run();
		}
		finally {
			goOffline(false);
		}
	}

	private void goOffline(boolean offline) {
		devTools("Network.enable", Map.of());
		devTools("Network.emulateNetworkConditions",
				Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

	void disableJavaScript(boolean disabled) {
		devTools("Emulation.setScriptExecutionDisabled", Map.of("value", disabled));
	}

	void load() {
		this.browser.driver().get(this.root);
	}

	Map<String, Object> devTools(String command, Map<String, Object> parameters) {
		return driver().executeCdpCommand(command, parameters);
	}

	private ChromeDriver driver() {
		return (ChromeDriver) this.browser.driver();
	}

	/** The name of the control that has the focus. */
	String focused() {
		return String.valueOf(this.browser.execute("return document.activeElement.name || document.activeElement.id;"));
	}

	/** Waits until all of an element is where the user looks. */
	void awaitInView(String selector) {
		await(selector);
		awaitTrue("(({ top, bottom }) => top >= 0 && bottom <= innerHeight)" + "(document.querySelector('" + selector
				+ "').getBoundingClientRect())");
	}

	/**
	 * Nothing sticks out at the side, no text is cut off, no text lacks words in the
	 * page's language, and nothing that can be focused lacks a name.
	 */
	@SuppressWarnings("unchecked")
	void assertFitsAndSpeaks() {
		assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(number("innerWidth"));
		assertThat((List<String>) this.browser.execute(CUT_OFF)).isEmpty();
		assertThat((List<String>) this.browser.execute(UNTRANSLATED)).isEmpty();
		assertThat((List<String>) this.browser.execute(CLIPPED)).isEmpty();
		assertThat((List<String>) this.browser.execute(UNLABELLED)).isEmpty();
	}

	/** No error on the console, no other host asked, and no barrier found. */
	@SuppressWarnings("unchecked")
	void assertClean() {
		if (!(boolean) this.browser.execute("return 'axe' in window;")) {
			driver().executeScript(script());
		}
		assertThat((List<String>) driver().executeAsyncScript(BARRIERS)).isEmpty();
		assertThat(this.browser.consoleErrors()).isEmpty();
		assertThat(this.browser.requestedHosts()).isSubsetOf("localhost");
	}

	private String script() {
		try {
			return this.axe.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void forgetConsole() {
		this.browser.consoleErrors();
	}

	/**
	 * How the page is looked at.
	 *
	 * @param width pixels
	 * @param language its key
	 * @param theme its key
	 */
	record View(int width, String language, String theme) {
	}

	/**
	 * A bar of a timeline.
	 *
	 * @param task the task
	 * @param kind what it was doing
	 * @param thread the thread or event loop that it used, empty if it used none
	 * @param from milliseconds since the run began
	 * @param to milliseconds since the run began
	 * @param x pixels
	 * @param width pixels
	 */
	record DrawnBar(String task, String kind, String thread, double from, double to, double x, double width) {

		boolean overlaps(DrawnBar other) {
			return this.x < other.x + other.width && other.x < this.x + this.width;
		}

	}

}
