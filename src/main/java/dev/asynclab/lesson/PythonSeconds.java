package dev.asynclab.lesson;

import java.time.Duration;

/**
 * A duration as Python's asyncio takes it: a number of seconds.
 */
public final class PythonSeconds {

	private PythonSeconds() {
	}

	/**
	 * Writes a duration as a Python number.
	 * @param duration the duration
	 * @return such as {@code 2} or {@code 0.5}, to the millisecond
	 */
	public static String of(Duration duration) {
		double seconds = duration.toMillis() / 1000.0;
		return (seconds == Math.rint(seconds)) ? String.valueOf((long) seconds) : String.valueOf(seconds);
	}

}
