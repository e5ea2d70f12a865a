package dev.asynclab.notation;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DurationConverter}.
 */
class DurationConverterTests {

	private final DurationConverter converter = new DurationConverter();

	@ParameterizedTest
	@CsvSource({ "2s, PT2S", "500ms, PT0.5S", "PT2S, PT2S", "1m30s, PT1M30S", "0s, PT0S", "-1s, PT-1S", "2S, PT2S" })
	void readsDurationWithUnit(String source, Duration expected) {
		assertThat(this.converter.convert(source)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2", "0", "-5", "1.5s", "s", "-", "+", "(", "()", "2x", "PT", "two seconds", "2 s", "٢s",
			"2s\u0000" })
	void refusesWhatHasNoNumberOrNoUnit(String source) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.converter.convert(source))
			.withMessage("a duration with its unit, such as 500ms, 2s or PT2S");
	}

	@ParameterizedTest
	@ValueSource(strings = { "9223372036854775807d", "99999999999999999999s", "PT9223372036854775807H", "300000d",
			"-9223372036854775808s", "PT-9223372036854775808S" })
	void refusesWhatNanosecondsCannotCount(String source) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.converter.convert(source));
	}

	@Test
	void readsTheLongestThatNanosecondsCanCount() {
		assertThat(this.converter.convert("9223372036854775807ns")).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
	}

}
