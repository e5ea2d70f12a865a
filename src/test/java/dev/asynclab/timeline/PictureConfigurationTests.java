package dev.asynclab.timeline;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.notation.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PictureConfiguration}. A {@link Choice} is a converter, which the
 * slice would create although it needs the event loops.
 */
@WebMvcTest(controllers = PictureConfigurationTests.PictureController.class,
		excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Choice.class))
@Import(PictureConfigurationTests.PictureController.class)
@Timeout(120)
class PictureConfigurationTests {

	private static final String SVG = "image/svg+xml";

	private final MockMvcTester mvc;

	PictureConfigurationTests(@Autowired MockMvcTester mvc) {
		this.mvc = mvc;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/report", "/comparison", "/later" })
	void answersWithJsonUnlessAskedForPicture(String path) {
		assertThat(this.mvc.get().uri(path)).hasStatusOk().hasContentType(MediaType.APPLICATION_JSON);
		assertThat(this.mvc.get().uri(path).accept(MediaType.ALL)).hasContentType(MediaType.APPLICATION_JSON);
	}

	@Test
	void answersWithText() {
		assertThat(this.mvc.get().uri("/report").accept(MediaType.TEXT_PLAIN)).hasStatusOk()
			.hasContentType("text/plain;charset=UTF-8")
			.bodyText()
			.isEqualTo(Samples.failing().toText());
		assertThat(this.mvc.get().uri("/later").accept(MediaType.TEXT_PLAIN)).bodyText()
			.isEqualTo(Samples.failing().toText());
		assertThat(this.mvc.get().uri("/comparison").accept(MediaType.TEXT_PLAIN)).bodyText()
			.isEqualTo(Samples.comparison().toText());
	}

	@Test
	void answersWithSvg() {
		assertThat(this.mvc.get().uri("/report").accept(SVG)).hasStatusOk()
			.hasContentType(SVG)
			.body()
			.asString(StandardCharsets.UTF_8)
			.isEqualTo(Samples.failing().toSvg());
		assertThat(this.mvc.get().uri("/comparison").accept(SVG)).body()
			.asString(StandardCharsets.UTF_8)
			.isEqualTo(Samples.comparison().toSvg());
	}

	/**
	 * Answers with samples.
	 */
	@RestController
	static class PictureController {

		@GetMapping("/report")
		Report report() {
			return Samples.failing();
		}

		@GetMapping("/later")
		CompletableFuture<Report> later() {
			return CompletableFuture.supplyAsync(Samples::failing);
		}

		@GetMapping("/comparison")
		Comparison comparison() {
			return Samples.comparison();
		}

	}

}
