package dev.asynclab.browser;

import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium that records the console and every request. Its paths are given, so
 * that Selenium looks for nothing to download.
 */
public final class Browser implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(90);

	private final JsonMapper json = new JsonMapper();

	private final ChromeDriver driver;

	Browser(File binary, File chromedriver) {
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		logs.enable(LogType.PERFORMANCE, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(binary);
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--window-size=1280,1024");
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(chromedriver).build();
		this.driver = new ChromeDriver(service, options);
	}

	/**
	 * Returns the driver.
	 * @return what Selenium offers
	 */
	public WebDriver driver() {
		return this.driver;
	}

	/**
	 * Waits until a condition gives something other than {@code null} and {@code false},
	 * and fails after 90 seconds.
	 * @param <T> the type of what it gives
	 * @param condition the condition
	 * @return what it gave
	 */
	public <T> T await(Function<? super WebDriver, ? extends @Nullable T> condition) {
		return Objects.requireNonNull(new WebDriverWait(this.driver, TIMEOUT).until(condition));
	}

	/**
	 * Runs JavaScript.
	 * @param script the body of a function
	 * @param arguments its arguments
	 * @return what it returns
	 */
	public Object execute(String script, Object... arguments) {
		return Objects.requireNonNull(this.driver.executeScript(script, arguments));
	}

	/**
	 * Takes the errors off the console.
	 * @return what was logged as an error since the last call
	 */
	public List<String> consoleErrors() {
		return entries(LogType.BROWSER).stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	/**
	 * Takes the hosts that were asked for something off the record.
	 * @return the hosts of the requests since the last call, each once
	 */
	public List<String> requestedHosts() {
		return entries(LogType.PERFORMANCE).stream()
			.map((entry) -> this.json.readTree(entry.getMessage()).path("message"))
			.filter((message) -> message.path("method").asString().equals("Network.requestWillBeSent"))
			.map((message) -> message.path("params").path("request").path("url").asString())
			.filter((url) -> url.startsWith("http") || url.startsWith("ws"))
			.map((url) -> URI.create(url).getHost())
			.distinct()
			.toList();
	}

	@Override
	public void close() {
		this.driver.quit();
	}

	private List<LogEntry> entries(String type) {
		return this.driver.manage().logs().get(type).getAll();
	}

}
