package dev.asynclab.notation;

import java.time.Duration;

import org.springframework.core.convert.converter.Converter;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * Reads a duration as Spring does ({@code 2s}, {@code 500ms}, {@code 1m30s},
 * {@code PT2S}), but requires a unit. The duration may be negative. A duration that is
 * too long to be counted in nanoseconds (292 years) is refused.
 */
public class DurationConverter implements Converter<String, Duration> {

	/** Which durations are allowed. */
	public static final Sentence ALLOWED = Sentence.of("allowed.duration",
			"a duration with its unit, such as 500ms, 2s or PT2S");

	private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

	/**
	 * Reads a duration.
	 * @param source the text
	 * @return the duration, which may be negative
	 * @throws NotAllowedException if the text is no duration with a unit
	 */
	@Override
	public Duration convert(String source) {
		try {
			Duration duration = DurationFormatterUtils.detectAndParse(source);
			if (hasUnit(source) && duration.abs().compareTo(LONGEST) <= 0) {
				return duration;
			}
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			// The text is no duration, and is refused as such.
		}
		throw new NotAllowedException(ALLOWED);
	}

	/**
	 * Writes a duration as users write it in a request.
	 * @param duration the duration
	 * @return its seconds, its milliseconds, or ISO 8601 if it has a fraction of a
	 * millisecond
	 */
	public static String print(Duration duration) {
		if (duration.toNanosPart() == 0) {
			return duration.toSeconds() + "s";
		}
		return (duration.toNanosPart() % 1_000_000 == 0) ? duration.toMillis() + "ms" : duration.toString();
	}

	private static boolean hasUnit(String source) {
		// Spring reads a bare number as milliseconds, a bare sign or parenthesis as zero.
		return source.chars().anyMatch(Character::isDigit) && source.chars().anyMatch(Character::isLetter);
	}

}
