package dev.asynclab.notation;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.convert.converter.Converter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EnumIdConverterFactory}.
 */
class EnumIdConverterFactoryTests {

	private final Converter<String, Pace> converter = new EnumIdConverterFactory().getConverter(Pace.class);

	@Test
	void readsIdOfEachConstant() {
		assertThat(this.converter.convert("very-slow")).isEqualTo(Pace.VERY_SLOW);
		assertThat(this.converter.convert("fast")).isEqualTo(Pace.FAST);
	}

	@ParameterizedTest
	@ValueSource(strings = { "VERY_SLOW", "very_slow", "veryslow", "Fast", " fast", "fast ", "1", "" })
	void refusesWhatOnlyResemblesAnId(String source) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.converter.convert(source))
			.withMessage("very-slow, fast");
	}

	@Test
	void onlyAnEnumHasIds() {
		assertThat(EnumId.all(TimeUnit.class)).startsWith("nanoseconds");
		assertThatIllegalArgumentException().isThrownBy(() -> EnumId.all(String.class));
	}

	enum Pace {

		VERY_SLOW, FAST

	}

}
