package dev.asynclab.timeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The time axis of a picture: from 0 to the end of the longest run, with ticks at 1, 2 or
 * 5 times a power of ten.
 *
 * @param endMs where the axis ends, in milliseconds
 * @param step the distance between two ticks, in milliseconds
 */
public record TimeAxis(double endMs, BigDecimal step) {

	private static final double SECOND = 1000;

	private static final int[] MULTIPLES = { 1, 2, 5 };

	/** The smallest step of any axis, as a power of ten in milliseconds. */
	private static final int SMALLEST_POWER = -6;

	static TimeAxis of(List<? extends Drawn> runs, int maxTicks) {
		return of(runs.stream().mapToDouble(Drawn::wallMs).max().orElse(0), maxTicks);
	}

	/**
	 * Creates an axis.
	 * @param endMs where it ends, in milliseconds
	 * @param maxTicks the most steps, at least 1
	 * @return the axis with the shortest steps that are not too many
	 */
	public static TimeAxis of(double endMs, int maxTicks) {
		int power = SMALLEST_POWER;
		int multiple = 0;
		BigDecimal step = step(multiple, power);
		while (endMs / step.doubleValue() > maxTicks) {
			multiple++;
			if (multiple == MULTIPLES.length) {
				multiple = 0;
				power++;
			}
			step = step(multiple, power);
		}
		return new TimeAxis(endMs, step);
	}

	private static BigDecimal step(int multiple, int power) {
		return BigDecimal.valueOf(MULTIPLES[multiple]).scaleByPowerOfTen(power);
	}

	/**
	 * Returns where the ticks are.
	 * @return milliseconds, from 0
	 */
	public List<BigDecimal> ticks() {
		int last = (int) (this.endMs / this.step.doubleValue());
		return IntStream.rangeClosed(0, last).mapToObj(BigDecimal::valueOf).map(this.step::multiply).toList();
	}

	/**
	 * Writes a tick.
	 * @param tick milliseconds
	 * @return the time in seconds, or in milliseconds if the axis is shorter than a
	 * second
	 */
	public String label(BigDecimal tick) {
		return (this.endMs >= SECOND) ? plain(tick.movePointLeft(3)) + " s" : plain(tick) + " ms";
	}

	/**
	 * Computes where a time is on the axis.
	 * @param ms milliseconds
	 * @return the part of the axis before it, from 0 to 1
	 */
	public double position(double ms) {
		return (this.endMs > 0) ? Math.clamp(ms / this.endMs, 0, 1) : 0;
	}

	private static String plain(BigDecimal number) {
		return number.stripTrailingZeros().toPlainString();
	}

}
