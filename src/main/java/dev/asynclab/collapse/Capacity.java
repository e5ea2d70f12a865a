package dev.asynclab.collapse;

import java.time.Duration;

/**
 * How many calls a second a place can carry, as arithmetic has it: by Little's law,
 * threads divided by the time for which a call holds one.
 *
 * @param perSecond the most calls a second
 * @param because the division
 */
record Capacity(double perSecond, String because) {

	/**
	 * The capacity for calls that hold a thread.
	 * @param threads how many threads there are
	 * @param delay for how long a call holds one
	 * @return threads divided by delay
	 */
	static Capacity ofThreads(int threads, Duration delay) {
		return of(threads, (threads == 1) ? "thread" : "threads", delay);
	}

	/**
	 * The capacity for calls that hold no thread, but of which so many may be under way.
	 * @param calls how many
	 * @param delay how long a call takes
	 * @return calls divided by delay
	 */
	static Capacity ofCalls(int calls, Duration delay) {
		return of(calls, "calls at once", delay);
	}

	private static Capacity of(int count, String what, Duration delay) {
		double seconds = delay.toNanos() / 1e9;
		return new Capacity(Math.round(10 * count / seconds) / 10.0, "%d %s / %s s".formatted(count, what, seconds));
	}

}
