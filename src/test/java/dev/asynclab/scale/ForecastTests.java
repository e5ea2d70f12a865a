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

	private static final Engine.Profile ASYNCIO = new AsyncioSleeps().profile();

	private static final Engine.Profile TIMER = new WheelTimer().profile();

	private final ScaleLimits limits = new ScaleLimits(1_000_000, Duration.ofMinutes(2));

	@Test
	void aPoolTakesItsWavesAndTheOthersTheLongestTask() {
		assertThat(new Forecast(pool(8), 17, SECOND).ideal()).isEqualTo(Duration.ofSeconds(3));
		assertThat(new Forecast(ASYNCIO, 17, SECOND).ideal()).isEqualTo(SECOND);
	}

	@Test
	void theWallTimeHasWhatTheTasksThemselvesTake() {
		assertThat(new Forecast(ASYNCIO, 18, SECOND).wall())
			.isEqualTo(new Forecast(ASYNCIO, 17, SECOND).wall().plus(ASYNCIO.overhead()))
			.isGreaterThan(SECOND);
	}

	@Test
	void eachWaveOfAPoolOversleeps() {
		assertThat(new Forecast(pool(8), 9, Duration.ZERO).wall())
			.isEqualTo(new Forecast(pool(8), 8, Duration.ZERO).wall().plus(pool(8).overhead()))
			.isEqualTo(new Forecast(pool(1), 2, Duration.ZERO).wall());
	}

	@ParameterizedTest
	@CsvSource({ "ASYNC_POOL, 1000, 8", "ASYNC_POOL, 1, 8", "ASYNC_POOL, 1, 1", "ASYNCIO, 105000, 8",
			"TIMER, 118000, 8" })
	void tellsHowManyTasksCanEndInTime(String style, long millis, int threads) {
		Engine.Profile engine = switch (style) {
			case "ASYNC_POOL" -> pool(threads);
			case "ASYNCIO" -> ASYNCIO;
			default -> TIMER;
		};
		Duration delay = Duration.ofMillis(millis);
		BadParameterException refusal = refusal(new Forecast(engine, 1_000_000, delay));
		Matcher most = Pattern.compile("at most (\\d+) with style=").matcher(refusal.getMessage());
		assertThat(most.find()).as(refusal.getMessage()).isTrue();
		int tasks = Integer.parseInt(most.group(1));
		assertThatNoException().isThrownBy(() -> new Forecast(engine, tasks, delay).requireWithin(this.limits, ENOUGH));
		assertThat(refusal(new Forecast(engine, tasks + 1, delay)).getMessage()).contains("tasks=" + (tasks + 1),
				"at most " + tasks, "since a run may take 120s");
	}

	@Test
	void tellsTheSmallerOfTwoBounds() {
		Forecast forecast = new Forecast(ASYNCIO, 1_000_000, Duration.ofSeconds(106));
		int room = (int) (GIGABYTE / ASYNCIO.bytes());
		assertRefused(forecast, "at most " + room + " with style=asyncio");
	}

	@Test
	void refusesADelayThatNoTaskCanEndInTime() {
		Duration most = Duration.ofMillis(119_899);
		assertThatNoException().isThrownBy(() -> new Forecast(TIMER, 1, most).requireWithin(this.limits, ENOUGH));
		assertThat(refusal(new Forecast(TIMER, 1, most.plusMillis(1))).getMessage()).contains("delay=",
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
		int most = (int) (GIGABYTE / ASYNCIO.bytes());
		Forecast atTheBound = new Forecast(ASYNCIO, most, SECOND);
		assertThatNoException().isThrownBy(() -> atTheBound.requireWithin(this.limits, GIGABYTE));
		assertRefused(new Forecast(ASYNCIO, most + 1, SECOND), "at most " + most + " with style=asyncio");
	}

	@Test
	void refusesMoreThanTheMostTasks() {
		assertRefused(new Forecast(TIMER, 1_000_001, SECOND), "1 to 1000000");
		assertRefused(new Forecast(TIMER, 0, SECOND), "1 to 1000000");
	}

	private static Engine.Profile pool(int threads) {
		return SleepingThreads.onPool(threads).profile();
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
