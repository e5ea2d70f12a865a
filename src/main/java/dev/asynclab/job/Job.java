package dev.asynclab.job;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.asynclab.notation.DurationConverter;
import dev.asynclab.notation.NotAllowedException;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * One mock I/O operation: its name, how long the upstream takes to answer, and how the
 * operation ends. Users write it as {@code name:duration[:fail|:block]}, such as
 * {@code task1:2s} or {@code B:500ms:fail}.
 *
 * @param name 1 to 40 letters, digits, dots, hyphens or underscores
 * @param delay zero or more
 * @param outcome how it ends
 */
public record Job(String name, Duration delay, Outcome outcome) implements Serializable {

	/** Which names are allowed. */
	public static final Sentence NAMES = Sentence.of("allowed.name", "1 to 40 of the characters A-Z a-z 0-9 . _ -");

	private static final int LONGEST_NAME = 40;

	private static final String IN_NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

	private static final Pattern TEXT = Pattern.compile("(?<name>[^:]*):(?<delay>[^:]*)(:(?<outcome>[^:]*))?");

	private static final DurationConverter DURATIONS = new DurationConverter();

	private static final Sentence SYNTAX = Sentence.of("allowed.job",
			"a job as name:duration[:fail|:block], such as task1:2s or B:500ms:fail");

	/**
	 * Checks the name and the delay.
	 * @throws NotAllowedException if one of them is out of its bounds
	 */
	public Job {
		if (!isName(name)) {
			throw new NotAllowedException(Sentence.of("allowed.job-name", "a job whose name is {0}", NAMES));
		}
		if (delay.isNegative()) {
			throw new NotAllowedException(Sentence.of("allowed.delay", "a job whose delay is not negative"));
		}
	}

	/**
	 * Tells whether a text can be the name of a job.
	 * @param text the text
	 * @return {@code true} if it can
	 */
	public static boolean isName(String text) {
		return !text.isEmpty() && text.length() <= LONGEST_NAME
				&& text.chars().allMatch((character) -> IN_NAMES.indexOf(character) >= 0);
	}

	/**
	 * Reads a job as users write it. Spring converts request parameters with it.
	 * @param text the text, {@code name:duration[:fail|:block]}
	 * @return the job
	 * @throws NotAllowedException if the text is not of that form
	 */
	public static Job valueOf(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw new NotAllowedException(SYNTAX);
		}
		return new Job(matcher.group("name"), DURATIONS.convert(matcher.group("delay")),
				outcome(matcher.group("outcome")));
	}

	private static Outcome outcome(@Nullable String text) {
		return switch (text) {
			case null -> Outcome.OK;
			case "fail" -> Outcome.FAIL;
			case "block" -> Outcome.BLOCK;
			default -> throw new NotAllowedException(SYNTAX);
		};
	}

	/**
	 * Tells whether the job blocks the thread that it runs on.
	 * @return {@code true} if it does
	 */
	public boolean blocks() {
		return this.outcome == Outcome.BLOCK;
	}

	@Override
	public String toString() {
		String text = this.name + ":" + DurationConverter.print(this.delay);
		return (this.outcome != Outcome.OK) ? text + ":" + this.outcome.name().toLowerCase(Locale.ROOT) : text;
	}

	/**
	 * How a job ends.
	 */
	public enum Outcome {

		/** The upstream answers after the delay. */
		OK,

		/** The upstream answers with status 500 after the delay. */
		FAIL,

		/**
		 * The upstream answers at once. Then the code sleeps for the delay on the thread
		 * that it runs on: the mistake of {@code time.sleep} in a coroutine.
		 */
		BLOCK

	}

}
