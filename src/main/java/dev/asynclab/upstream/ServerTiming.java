package dev.asynclab.upstream;

import org.jspecify.annotations.Nullable;

/**
 * The header with which the upstream says how long it took to answer, from the arrival of
 * the request until it wrote the answer: {@code Server-Timing: upstream;dur=500.123}, in
 * milliseconds.
 *
 * @see <a href="https://www.w3.org/TR/server-timing/">Server Timing</a>
 */
public final class ServerTiming {

	/** The name of the header. */
	public static final String HEADER = "Server-Timing";

	/** Says that a header does not tell the time. */
	public static final long UNKNOWN = -1;

	private static final String METRIC = "upstream;dur=";

	private static final long MICRO = 1_000;

	private static final long MILLI = 1_000_000;

	private ServerTiming() {
	}

	static String of(long nanos) {
		long micros = nanos / MICRO % MICRO;
		StringBuilder header = new StringBuilder(METRIC.length() + 12).append(METRIC).append(nanos / MILLI).append('.');
		for (long digit = 100; digit > 0; digit /= 10) {
			header.append((char) ('0' + micros / digit % 10));
		}
		return header.toString();
	}

	/**
	 * Reads how long the upstream took.
	 * @param header the value of the header, null if there is none
	 * @return nanoseconds, or {@link #UNKNOWN} if the header does not tell it in the form
	 * in which the upstream does
	 */
	public static long upstreamNanos(@Nullable String header) {
		int metric = (header != null) ? header.indexOf(METRIC) : -1;
		if (header == null || metric < 0) {
			return UNKNOWN;
		}
		int from = metric + METRIC.length();
		int to = from;
		while (to < header.length() && ",; ".indexOf(header.charAt(to)) < 0) {
			to++;
		}
		try {
			double millis = Double.parseDouble(header.substring(from, to));
			return (millis >= 0 && millis <= Integer.MAX_VALUE) ? Math.round(millis * MILLI) : UNKNOWN;
		}
		catch (NumberFormatException ex) {
			return UNKNOWN;
		}
	}

}
