package dev.asynclab.timeline;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimeText}.
 */
class TimeTextTests {

	@ParameterizedTest
	@CsvSource({ "0, 0 ms", "0.004, 0.00 ms", "0.3, 0.30 ms", "5.125, 5.13 ms", "51.25, 51.3 ms", "99.96, 100 ms",
			"512.4, 512 ms", "999.4, 999 ms", "999.6, 1.00 s", "2003.1, 2.00 s", "9996, 10.0 s", "12345, 12.3 s",
			"123456, 123 s", "1234567, 1230 s" })
	void hasThreeDigits(double ms, String text) {
		assertThat(TimeText.of(ms)).isEqualTo(text);
	}

}
