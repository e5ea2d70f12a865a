package dev.asynclab.scale;

import java.time.Duration;

import dev.asynclab.problem.BadParameterException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link Forecast}.
 */
class ForecastTests {

	private static final long GIGABYTE = 1L << 30;

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final ScaleLimits limits = new ScaleLimits(1_000_000, Duration.ofMinutes(2));

	@Test
	void aPoolTakesItsWavesAndTheOthersTheLongestTask() {
		assertThat(new Forecast(ScaleStyle.ASYNC_POOL, 17, SECOND, 8).wall()).isEqualTo(Duration.ofSeconds(3));
		assertThat(new Forecast(ScaleStyle.ASYNCIO, 17, SECOND, 8).wall()).isEqualTo(SECOND);
	}

	@Test
	void refusesWhatAPoolCannotDoInTime() {
		Forecast atTheBound = new Forecast(ScaleStyle.ASYNC_POOL, 960, SECOND, 8);
		assertThatNoException().isThrownBy(() -> atTheBound.requireWithin(this.limits, GIGABYTE));
		assertRefused(new Forecast(ScaleStyle.ASYNC_POOL, 961, SECOND, 8), "at most 960 with 8 threads");
	}

	@Test
	void refusesWhatTheHeapCannotHold() {
		int most = (int) (GIGABYTE / ScaleStyle.ASYNCIO.bytes());
		Forecast atTheBound = new Forecast(ScaleStyle.ASYNCIO, most, SECOND, 8);
		assertThatNoException().isThrownBy(() -> atTheBound.requireWithin(this.limits, GIGABYTE));
		assertRefused(new Forecast(ScaleStyle.ASYNCIO, most + 1, SECOND, 8), "at most " + most + " with style=asyncio");
	}

	@Test
	void refusesMoreThanTheMostTasks() {
		assertRefused(new Forecast(ScaleStyle.TIMER, 1_000_001, SECOND, 8), "1 to 1000000");
		assertRefused(new Forecast(ScaleStyle.TIMER, 0, SECOND, 8), "1 to 1000000");
	}

	private void assertRefused(Forecast forecast, String allowed) {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> forecast.requireWithin(this.limits, GIGABYTE))
			.withMessageContaining("tasks=" + forecast.tasks())
			.withMessageContaining(allowed);
	}

}
