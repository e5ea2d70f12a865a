package dev.asynclab.timeline;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ValueText}.
 */
class ValueTextTests {

	@Test
	void showsValuesOfEveryKind() {
		assertThat(text(Arrays.asList("a", 1, null, true, Map.of("key", List.of("b")))))
			.isEqualTo("[\"a\", 1, null, true, {key: [\"b\"]}]");
		assertThat(text(null)).isEqualTo("null");
		assertThat(text("say \"hi\"\n")).isEqualTo("\"say \\\"hi\\\"\\n\"");
		assertThat(text(List.of())).isEqualTo("[]");
	}

	@Test
	void showsErrorsAsPythonDoes() {
		assertThat(text(List.of(new IllegalStateException("boom"), new IllegalStateException())))
			.isEqualTo("[IllegalStateException(\"boom\"), IllegalStateException]");
	}

	@Test
	void leavesOutValuesThatDoNotFit() {
		assertThat(ValueText.of(List.of("one", "two", "three", "four"), 22)).isEqualTo("[\"one\", … 3 more]");
		assertThat(ValueText.of(List.of("one", "two"), 14)).isEqualTo("[\"one\", \"two\"]");
	}

	@Test
	void cutsSingleValueThatDoesNotFit() {
		assertThat(ValueText.of("abcdefghij", 6)).isEqualTo("\"abcd…");
		assertThat(Columns.width(ValueText.of(List.of("abcdefghij", "b"), 6))).isEqualTo(6);
	}

	private static String text(@Nullable Object value) {
		return ValueText.of(Value.freeze(value), 80);
	}

}
