package dev.asynclab.load;

import java.util.PrimitiveIterator;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * How requests arrive. The same rate and seed give the same times, on every machine.
 */
public enum Arrivals {

	/**
	 * Independent of one another, as users do: the gaps are exponentially distributed.
	 */
	POISSON,

	/** In step, the first at once. */
	CONSTANT;

	private static final double SECOND = 1e9;

	/**
	 * Returns the times at which requests arrive, without an end. With twice the rate and
	 * the same seed, each request arrives in half the time.
	 * @param rate how many arrive a second on average, more than 0
	 * @param seed the seed of the gaps, which {@link #CONSTANT} does not need
	 * @return nanoseconds since the beginning, in order
	 */
	public PrimitiveIterator.OfLong times(double rate, long seed) {
		return switch (this) {
			case CONSTANT -> LongStream.iterate(0, (number) -> number + 1)
				.map((number) -> Math.round(number * SECOND / rate))
				.iterator();
			case POISSON -> LongStream.generate(() -> 0).map(sumOfGaps(rate, new SplittableRandom(seed))).iterator();
		};
	}

	private static LongUnaryOperator sumOfGaps(double rate, SplittableRandom random) {
		double[] units = { 0 };
		return (_) -> {
			// StrictMath, since Math.log may differ from one processor to another.
			units[0] -= StrictMath.log(1 - random.nextDouble());
			return Math.round(units[0] * SECOND / rate);
		};
	}

	/**
	 * Returns the name that users write.
	 * @return the name in kebab-case
	 */
	@JsonValue
	public String id() {
		return EnumId.of(this);
	}

}
