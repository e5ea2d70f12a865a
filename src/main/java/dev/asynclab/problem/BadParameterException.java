package dev.asynclab.problem;

import java.io.Serial;
import java.time.Duration;
import java.util.Collection;

import dev.asynclab.notation.DurationConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.StringUtils;
import org.springframework.web.ErrorResponseException;

/**
 * A parameter, or a field of the body, has a value that is not allowed: a 400 whose
 * problem has the properties {@code parameter}, {@code value} (unless it is missing) and
 * {@code allowed}. Also when it is the cause of another exception, such as one of data
 * binding.
 */
public final class BadParameterException extends ErrorResponseException {

	@Serial
	private static final long serialVersionUID = 1L;

	private static final int MAX_VALUE_LENGTH = 200;

	/**
	 * Refuses a value.
	 * @param parameter the parameter as the caller writes it
	 * @param value the value as the caller wrote it, or {@code null} where it is missing;
	 * only its first 200 characters are repeated, and a duration in seconds or
	 * milliseconds
	 * @param allowed what is allowed, to be read after "allowed:", such as
	 * {@code "a duration from 0s to 60s"}
	 */
	public BadParameterException(String parameter, @Nullable Object value, String allowed) {
		this(parameter, text(value), allowed, sentence(parameter, text(value), allowed));
	}

	private BadParameterException(String parameter, @Nullable String value, String allowed, String detail) {
		super(HttpStatus.BAD_REQUEST, ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail), null);
		getBody().setProperty("parameter", parameter);
		if (value != null) {
			getBody().setProperty("value", value);
		}
		getBody().setProperty("allowed", allowed);
	}

	static BadParameterException misread(String parameter, String allowed) {
		return new BadParameterException(parameter, (String) null, allowed,
				parameter + " is missing or has the wrong type; allowed: " + allowed + ".");
	}

	static BadParameterException unknown(String parameter, @Nullable Object value, Collection<String> known) {
		String shown = String.valueOf(text(parameter));
		String allowed = String.join(", ", known);
		return new BadParameterException(shown, text(value), allowed,
				"There is no parameter " + shown + "; known: " + allowed + ".");
	}

	@Override
	public String getMessage() {
		return String.valueOf(getBody().getDetail());
	}

	private static String sentence(String parameter, @Nullable String value, String allowed) {
		String fault = (value != null) ? (parameter + "=" + value + " is not allowed") : (parameter + " is missing");
		return fault + "; allowed: " + allowed + ".";
	}

	private static @Nullable String text(@Nullable Object value) {
		return switch (value) {
			case null -> null;
			case Duration duration -> DurationConverter.print(duration);
			default -> StringUtils.truncate(value.toString(), MAX_VALUE_LENGTH);
		};
	}

}
