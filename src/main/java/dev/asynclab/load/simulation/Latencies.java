package dev.asynclab.load.simulation;

import java.util.Arrays;

/**
 * The latencies of requests.
 */
public final class Latencies {

	private final long[] sorted;

	/**
	 * Copies latencies.
	 * @param nanos the latencies, in any order
	 */
	public Latencies(long... nanos) {
		this.sorted = nanos.clone();
		Arrays.sort(this.sorted);
	}

	/**
	 * Counts them.
	 * @return their number
	 */
	public int count() {
		return this.sorted.length;
	}

	/**
	 * Returns a percentile, which is one of the latencies: the given part of them, or
	 * more, is no longer.
	 * @param percentile from 0 to 100
	 * @return milliseconds; 0 if there are none
	 */
	public double percentileMs(double percentile) {
		if (this.sorted.length == 0) {
			return 0;
		}
		int rank = (int) Math.ceil(percentile / 100 * this.sorted.length);
		return this.sorted[Math.max(rank, 1) - 1] / 1e6;
	}

	/**
	 * Returns a percentile of these and of some that are not known, but are the longest.
	 * @param percentile from 0 to 100
	 * @param unknown how many are not known
	 * @param atLeastMs how long each of those was at least, in milliseconds
	 * @return milliseconds; where it is one of those, the longest that is known or what
	 * it was at least; 0 if there are none
	 */
	public double percentileMs(double percentile, long unknown, double atLeastMs) {
		if (unknown == 0) {
			return percentileMs(percentile);
		}
		long rank = Math.max(1, (long) Math.ceil(percentile / 100 * (this.sorted.length + unknown)));
		return (rank <= this.sorted.length) ? this.sorted[(int) rank - 1] / 1e6
				: Math.max(percentileMs(100), atLeastMs);
	}

	/**
	 * Returns all of them.
	 * @return nanoseconds, from the shortest to the longest
	 */
	public long[] nanos() {
		return this.sorted.clone();
	}

}
