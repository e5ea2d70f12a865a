package dev.asynclab.problem;

import java.io.Serial;
import java.time.Duration;
import java.util.Collection;

import dev.asynclab.notation.DurationConverter;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.util.StringUtils;

/**
 * A parameter, or a field of the body, has a value that is not allowed: a 400 whose
 * problem has the properties {@code parameter}, {@code value} (unless it is missing) and
 * {@code allowed}. This is also the answer when it is the cause of another exception,
 * such as one of data binding.
 */
public final class BadParameterException extends ProblemException {

	@Serial
	private static final long serialVersionUID = 1L;

	private static final int MAX_VALUE_LENGTH = 200;

	/**
	 * Refuses a value.
	 * @param parameter the parameter as the caller writes it
	 * @param value the value as the caller wrote it, of which the first 200 characters
	 * are repeated; a duration, which is written in seconds or milliseconds; a sentence;
	 * or {@code null} where it is missing
	 * @param allowed what is allowed, to be read after "allowed:", such as
	 * {@code "a duration from 0s to 60s"}
	 */
	public BadParameterException(String parameter, @Nullable Object value, Sentence allowed) {
		this(parameter, shown(value), allowed, sentence(parameter, shown(value), allowed));
	}

	private BadParameterException(String parameter, @Nullable Object value, Sentence allowed, Sentence detail) {
		super(HttpStatus.BAD_REQUEST, detail);
		add("parameter", parameter);
		if (value != null) {
			add("value", value);
		}
		add("allowed", allowed);
	}

	static BadParameterException misread(String parameter, Sentence allowed) {
		return new BadParameterException(parameter, null, allowed, Sentence.of("parameter.misread",
				"{0} is missing or has the wrong type; allowed: {1}.", parameter, allowed));
	}

	static BadParameterException unknown(String parameter, @Nullable Object value, Collection<String> known) {
		String shown = String.valueOf(shown(parameter));
		Sentence names = Sentence.names(known);
		return new BadParameterException(shown, shown(value), names,
				Sentence.of("parameter.unknown", "There is no parameter {0}; known: {1}.", shown, names));
	}

	private static Sentence sentence(String parameter, @Nullable Object value, Sentence allowed) {
		return (value != null)
				? Sentence.of("parameter.not-allowed", "{0}={1} is not allowed; allowed: {2}.", parameter, value,
						allowed)
				: Sentence.of("parameter.missing", "{0} is missing; allowed: {1}.", parameter, allowed);
	}

	private static @Nullable Object shown(@Nullable Object value) {
		return switch (value) {
			case null -> null;
			case Sentence sentence -> sentence;
			case Duration duration -> DurationConverter.print(duration);
			default -> StringUtils.truncate(value.toString(), MAX_VALUE_LENGTH);
		};
	}

}
