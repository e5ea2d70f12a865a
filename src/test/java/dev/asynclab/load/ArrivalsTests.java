package dev.asynclab.load;

import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Arrivals}.
 */
class ArrivalsTests {

	private static final long MS = 1_000_000;

	@Test
	void constantArrivalsAreInStep() {
		assertThat(first(5, Arrivals.CONSTANT.times(40, 7))).containsExactly(0, 25 * MS, 50 * MS, 75 * MS, 100 * MS);
	}

	@Test
	void constantArrivalsDoNotDrift() {
		long[] times = first(3001, Arrivals.CONSTANT.times(3, 0));
		assertThat(times[1]).isEqualTo(333_333_333);
		assertThat(times[3000]).isEqualTo(1000 * 1000 * MS);
	}

	@Test
	void theSameSeedGivesTheSameTimes() {
		assertThat(first(5, Arrivals.POISSON.times(40, 1))).isEqualTo(first(5, Arrivals.POISSON.times(40, 1)))
			.isNotEqualTo(first(5, Arrivals.POISSON.times(40, 2)))
			.isSorted();
	}

	@Test
	void aHigherRateBringsTheSameRequestsSooner() {
		long[] slow = first(1000, Arrivals.POISSON.times(10, 1));
		long[] fast = first(1000, Arrivals.POISSON.times(20, 1));
		for (int number = 0; number < slow.length; number++) {
			assertThat(fast[number]).isCloseTo(slow[number] / 2, within(1L));
		}
	}

	/** Exponential gaps: the standard deviation is the mean, and 1/e are longer. */
	@Test
	void poissonArrivalsHaveExponentialGaps() {
		int count = 200_000;
		long[] times = first(count + 1, Arrivals.POISSON.times(100, 3));
		double[] gaps = LongStream.range(0, count)
			.mapToDouble((number) -> times[(int) number + 1] - times[(int) number])
			.toArray();
		double mean = LongStream.of(times[count]).sum() / (double) count;
		assertThat(mean).isCloseTo(10.0 * MS, within(0.05 * MS));
		double variance = LongStream.range(0, count)
			.mapToDouble((number) -> Math.pow(gaps[(int) number] - mean, 2))
			.average()
			.orElseThrow();
		assertThat(Math.sqrt(variance)).isCloseTo(mean, within(0.01 * mean));
		long longer = LongStream.range(0, count).filter((number) -> gaps[(int) number] > mean).count();
		assertThat((double) longer / count).isCloseTo(1 / Math.E, within(0.003));
	}

	private static long[] first(int count, PrimitiveIterator.OfLong times) {
		long[] first = new long[count];
		for (int number = 0; number < count; number++) {
			first[number] = times.nextLong();
		}
		return first;
	}

}
