package dev.asynclab.openapi;

import java.util.List;
import java.util.Objects;

import dev.asynclab.browser.Browser;
import dev.asynclab.browser.BrowserTest;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for Swagger UI in a browser.
 */
@BrowserTest
@ResourceLock("experiments")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "asynclab.upstream.port=0")
@Import(SwaggerUiTests.DrawingController.class)
@Timeout(120)
class SwaggerUiTests {

	private static final String OPERATION = "[id^='operations-'][id*='draws']";

	@LocalServerPort
	private int port;

	@Test
	void showsSvgAnswerAsPicture(Browser browser) {
		browser.driver().get("http://localhost:" + this.port + "/swagger-ui.html");
		browser.await(ExpectedConditions.elementToBeClickable(By.cssSelector(OPERATION + " .opblock-summary-control")))
			.click();
		WebElement format = browser.await(ExpectedConditions
			.elementToBeClickable(By.cssSelector(OPERATION + " tr[data-param-name=format] select")));
		new Select(format).selectByVisibleText("svg");
		browser.await(ExpectedConditions.elementToBeClickable(By.cssSelector(OPERATION + " button.execute"))).click();
		WebElement picture = browser.await(
				ExpectedConditions.presenceOfElementLocated(By.cssSelector(OPERATION + " .live-responses-table img")));
		browser.await((_) -> (boolean) browser.execute("return arguments[0].complete", picture));
		assertThat(browser.execute("return arguments[0].naturalWidth", picture)).isEqualTo(120L);
		assertThat(browser.driver().getCurrentUrl()).contains("/swagger-ui/index.html");
		assertThat(browser.consoleErrors()).isEmpty();
		assertThat(browser.requestedHosts()).isEqualTo(List.of("localhost"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/gather", "/api/retry-storm", "/api/collapse", "/api/capacity", "/api/scenarios" })
	void showsAnOpenOperationOnTwoScreens(String path, Browser browser) {
		browser.driver().manage().window().setSize(new Dimension(1440, 900));
		browser.driver().get("http://localhost:" + this.port + "/swagger-ui.html");
		String operation = ".opblock:is(.opblock-get, .opblock-post):has([data-path='" + path + "'])";
		browser.await(ExpectedConditions.elementToBeClickable(By.cssSelector(operation + " .opblock-summary-control")))
			.click();
		browser.await(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(
				operation + " .responses-table .highlight-code, " + operation + " .responses-table .example")));
		Number height = (Number) browser.execute("return document.querySelector(arguments[0]).offsetHeight;",
				operation);
		assertThat(height.intValue()).isLessThanOrEqualTo(1800);
	}

	@Test
	void showsTheThreeGroupsInTheirOrder(Browser browser) {
		browser.driver().get("http://localhost:" + this.port + "/swagger-ui.html");
		browser.await(ExpectedConditions.presenceOfElementLocated(By.cssSelector(OPERATION)));
		List<String> shown = browser.driver()
			.findElements(By.cssSelector(".opblock-tag"))
			.stream()
			.map((tag) -> tag.getDomAttribute("data-tag"))
			.toList();
		JsonNode document = Objects.requireNonNull(RestClient.create("http://localhost:" + this.port)
			.get()
			.uri("/v3/api-docs")
			.retrieve()
			.body(JsonNode.class));
		assertThat(
				document.path("tags").valueStream().map((tag) -> tag.path("name").asString()).filter(shown::contains))
			.containsExactlyElementsOf(shown)
			.startsWith(Tags.LEARN);
	}

	@RestController
	static class DrawingController {

		private static final String SVG = """
				<svg xmlns="http://www.w3.org/2000/svg" width="120" height="20"><title>A &amp; B #1 100%</title></svg>""";

		@Tag(name = Tags.LEARN)
		@GetMapping(path = "/api/drawn", produces = { MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
		String draws() {
			return SVG;
		}

		@Tag(name = Tags.COMPARE_AND_LOAD)
		@GetMapping("/api/drawn/hello")
		String greets() {
			return "Hello";
		}

	}

}
