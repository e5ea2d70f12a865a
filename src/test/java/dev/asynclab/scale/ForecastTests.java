package dev.asynclab.scale;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.asynclab.problem.BadParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link Forecast}.
 */
class ForecastTests {

	private static final long GIGABYTE = 1L << 30;

	private static final long ENOUGH = 4 * GIGABYTE;

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final ScaleLimits limits = new ScaleLimits(1_000_000, Duration.ofMinutes(2));

	@Test
	void aPoolTakesItsWavesAndTheOthersTheLongestTask() {
		assertThat(new Forecast(ScaleStyle.ASYNC_POOL, 17, SECOND, 8).ideal()).isEqualTo(Duration.ofSeconds(3));
		assertThat(new Forecast(ScaleStyle.ASYNCIO, 17, SECOND, 8).ideal()).isEqualTo(SECOND);
	}

	@Test
	void theWallTimeHasWhatTheTasksThemselvesTake() {
		assertThat(new Forecast(ScaleStyle.ASYNCIO, 18, SECOND, 8).wall())
			.isEqualTo(new Forecast(ScaleStyle.ASYNCIO, 17, SECOND, 8).wall().plus(ScaleStyle.ASYNCIO.overhead()))
			.isGreaterThan(SECOND);
	}

	@Test
	void eachWaveOfAPoolOversleeps() {
		assertThat(new Forecast(ScaleStyle.ASYNC_POOL, 9, Duration.ZERO, 8).wall())
			.isEqualTo(new Forecast(ScaleStyle.ASYNC_POOL, 8, Duration.ZERO, 8).wall()
				.plus(ScaleStyle.ASYNC_POOL.overhead()))
			.isEqualTo(new Forecast(ScaleStyle.ASYNC_POOL, 2, Duration.ZERO, 1).wall());
	}

	@ParameterizedTest
	@CsvSource({ "ASYNC_POOL, 1000, 8", "ASYNC_POOL, 1, 8", "ASYNC_POOL, 1, 1", "ASYNCIO, 105000, 8",
			"TIMER, 118000, 8" })
	void tellsHowManyTasksCanEndInTime(ScaleStyle style, long millis, int threads) {
		Duration delay = Duration.ofMillis(millis);
		BadParameterException refusal = refusal(new Forecast(style, 1_000_000, delay, threads));
		Matcher most = Pattern.compile("at most (\\d+) with style=").matcher(refusal.getMessage());
		assertThat(most.find()).as(refusal.getMessage()).isTrue();
		int tasks = Integer.parseInt(most.group(1));
		assertThatNoException()
			.isThrownBy(() -> new Forecast(style, tasks, delay, threads).requireWithin(this.limits, ENOUGH));
		assertThat(refusal(new Forecast(style, tasks + 1, delay, threads)).getMessage())
			.contains("tasks=" + (tasks + 1), "at most " + tasks, "since a run may take 120s");
	}

	@Test
	void tellsTheSmallerOfTwoBounds() {
		Forecast forecast = new Forecast(ScaleStyle.ASYNCIO, 1_000_000, Duration.ofSeconds(106), 8);
		int room = (int) (GIGABYTE / ScaleStyle.ASYNCIO.bytes());
		assertRefused(forecast, "at most " + room + " with style=asyncio");
	}

	@Test
	void refusesADelayThatNoTaskCanEndInTime() {
		Duration most = Duration.ofMillis(119_899);
		assertThatNoException()
			.isThrownBy(() -> new Forecast(ScaleStyle.TIMER, 1, most, 8).requireWithin(this.limits, ENOUGH));
		assertThat(refusal(new Forecast(ScaleStyle.TIMER, 1, most.plusMillis(1), 8)).getMessage()).contains("delay=",
				"whole milliseconds from 0 to 119899");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0.999S", "PT20M0.001S" })
	void itsBoundFitsTheJournalAndTheAnswer(Duration bound) {
		assertThatNoException().isThrownBy(() -> new ScaleLimits(1, Duration.ofSeconds(1)));
		assertThatNoException().isThrownBy(() -> new ScaleLimits(1, Duration.ofMinutes(20)));
		assertThatIllegalArgumentException().isThrownBy(() -> new ScaleLimits(1, bound))
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

	private BadParameterException refusal(Forecast forecast) {
		return catchThrowableOfType(BadParameterException.class, () -> forecast.requireWithin(this.limits, ENOUGH));
	}

	private void assertRefused(Forecast forecast, String allowed) {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> forecast.requireWithin(this.limits, GIGABYTE))
			.withMessageContaining("tasks=" + forecast.tasks())
			.withMessageContaining(allowed);
	}

}
