package dev.asynclab.scale;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import dev.asynclab.problem.BadParameterException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
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
		assertThat(new Forecast(ScaleStyle.ASYNC_POOL, 17, SECOND, 8).ideal()).isEqualTo(Duration.ofSeconds(3));
		assertThat(new Forecast(ScaleStyle.ASYNCIO, 17, SECOND, 8).ideal()).isEqualTo(SECOND);
	}

	@Test
	void theWallTimeHasWhatTheTasksThemselvesTake() {
		Duration oneMore = Duration.of(ScaleStyle.ASYNCIO.micros(), ChronoUnit.MICROS);
		assertThat(new Forecast(ScaleStyle.ASYNCIO, 18, SECOND, 8).wall())
			.isEqualTo(new Forecast(ScaleStyle.ASYNCIO, 17, SECOND, 8).wall().plus(oneMore))
			.isGreaterThan(SECOND);
	}

	@Test
	void refusesWhatAPoolCannotDoInTime() {
		Forecast atTheBound = new Forecast(ScaleStyle.ASYNC_POOL, 952, SECOND, 8);
		assertThatNoException().isThrownBy(() -> atTheBound.requireWithin(this.limits, GIGABYTE));
		assertRefused(new Forecast(ScaleStyle.ASYNC_POOL, 953, SECOND, 8), "at most 952 with 8 threads");
	}

	@Test
	void refusesWhatWouldBeStoppedAtTheBound() {
		Duration bound = this.limits.scaleTime();
		Duration most = bound.multipliedBy(2).minus(new Forecast(ScaleStyle.TIMER, 1000, bound, 8).wall());
		assertThatNoException()
			.isThrownBy(() -> new Forecast(ScaleStyle.TIMER, 1000, most, 8).requireWithin(this.limits, GIGABYTE));
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(
				() -> new Forecast(ScaleStyle.TIMER, 1000, most.plusMillis(1), 8).requireWithin(this.limits, GIGABYTE))
			.withMessageContaining("delay=")
			.withMessageContaining("whole milliseconds from 0 to " + most.toMillis());
	}

	@Test
	void refusesTasksThatAloneTakeTooLong() {
		ScaleLimits second = new ScaleLimits(1_000_000, SECOND);
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(
				() -> new Forecast(ScaleStyle.ASYNCIO, 1_000_000, Duration.ZERO, 8).requireWithin(second, GIGABYTE * 2))
			.withMessageContaining("tasks=1000000")
			.withMessageContaining("fewer with style=asyncio, since each takes up to 15 us of 1 s");
	}

	@Test
	void itsTimesFitTheJournal() {
		assertThatNoException().isThrownBy(() -> new ScaleLimits(1, Duration.ofMinutes(30)));
		assertThatIllegalArgumentException().isThrownBy(() -> new ScaleLimits(1, Duration.ofMinutes(31)))
			.withMessageContaining("asynclab.limits.scale-time");
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
