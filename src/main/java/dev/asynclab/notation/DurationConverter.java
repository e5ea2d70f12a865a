package dev.asynclab.notation;

import java.time.Duration;

import org.springframework.core.convert.converter.Converter;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * Reads a duration as Spring does ({@code 2s}, {@code 500ms}, {@code 1m30s},
 * {@code PT2S}), but wants its unit. A sign is read; what is too long to be counted in
 * nanoseconds (292 years) is refused.
 */
public class DurationConverter implements Converter<String, Duration> {

	/**
	 * Which durations are allowed.
	 */
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
			// Not a duration, whatever Spring says of it.
		}
		throw new NotAllowedException(ALLOWED);
	}

	/**
	 * Writes a duration as one would in a request; its own text is {@code PT24H}.
	 * @param duration the duration
	 * @return its seconds, its milliseconds, or its own text if it has a fraction of one
	 */
	public static String print(Duration duration) {
		if (duration.toNanosPart() == 0) {
			return duration.toSeconds() + "s";
		}
		return (duration.toNanosPart() % 1_000_000 == 0) ? duration.toMillis() + "ms" : duration.toString();
	}

	private static boolean hasUnit(String source) {
		// Spring takes a bare number for milliseconds, a bare sign or parenthesis for
		// zero.
		return source.chars().anyMatch(Character::isDigit) && source.chars().anyMatch(Character::isLetter);
	}

}
