package dev.asynclab.browser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link BrowserExtension}.
 */
class BrowserExtensionTests {

	private final ExtensionContext context = Mockito.mock();

	@Test
	void skipsWhereThereIsNoBrowser() {
		assertThat(new BrowserExtension("/nowhere", false).evaluateExecutionCondition(this.context).isDisabled())
			.isTrue();
	}

	@Test
	void failsWhereThereIsNoBrowserButOneIsRequired() {
		assertThatIllegalStateException()
			.isThrownBy(() -> new BrowserExtension("/nowhere", true).evaluateExecutionCondition(this.context))
			.withMessageContaining("chromedriver");
	}

}
