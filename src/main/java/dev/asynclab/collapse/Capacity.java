package dev.asynclab.collapse;

import java.time.Duration;

/**
 * How many calls a second a place can carry, by Little's law: the number of threads
 * divided by the time for which a call holds one. For calls that hold no thread, the
 * limit of calls at once takes the place of the threads.
 *
 * @param perSecond the most calls a second
 * @param because the division
 */
record Capacity(double perSecond, String because) {

	static Capacity ofThreads(int threads, Duration delay) {
		return of(threads, (threads == 1) ? "thread" : "threads", delay);
	}

	static Capacity ofCalls(int calls, Duration delay) {
		return of(calls, "calls at once", delay);
	}

	private static Capacity of(int count, String what, Duration delay) {
		double seconds = delay.toNanos() / 1e9;
		return new Capacity(Math.round(10 * count / seconds) / 10.0, "%d %s / %s s".formatted(count, what, seconds));
	}

}
