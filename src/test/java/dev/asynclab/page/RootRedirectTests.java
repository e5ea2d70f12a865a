package dev.asynclab.page;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RootRedirect}.
 */
@WebMvcTest(RootRedirect.class)
@Timeout(120)
class RootRedirectTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void rootLeadsToSwaggerUi() {
		assertThat(this.mvc.get().uri("/")).hasStatus(302).hasRedirectedUrl("/swagger-ui/index.html");
	}

}
